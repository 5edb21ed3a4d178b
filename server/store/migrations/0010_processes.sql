-- The processes that work on this database, so that each can tell its share of what they may use
-- together. No tenant's rows: only the system role sees them.
create table processes (
  instance_id text primary key check (length(instance_id) between 1 and 100),
  -- What it does: serve requests, work off queues, both, or one command.
  role text not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  -- From then on it is taken for gone. A process that stops counts a little longer, as its calls do.
  counts_until timestamptz not null,
  -- It cannot reach the count that the processes share, and goes by its share alone.
  apart boolean not null default false
);

alter table processes enable row level security;
alter table processes force row level security;
create policy every_process on processes to smartsync_system using (true) with check (true);
grant select, insert, update, delete on processes to smartsync_system;
