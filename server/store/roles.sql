-- The roles that transactions run as: a tenant's, the system's, and for statements about jobs. Roles belong to the whole cluster, several databases may
-- share them, and two databases may be migrated at the same moment.
do $$
declare
  wanted text;
  membership text := case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end;
begin
  foreach wanted in array array['smartsync_app', 'smartsync_system', 'smartsync_jobs'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin nobypassrls nosuperuser noinherit', wanted);
      exception when duplicate_object or unique_violation then
        null; -- another migrator was faster
      end;
    end if;
    if exists (
      select from pg_roles where rolname = wanted and (rolsuper or rolbypassrls or rolcanlogin)
    ) then
      raise exception 'Role % must be nologin, nobypassrls and no superuser, or tenants are not kept apart.', wanted;
    end if;
    if not pg_has_role(current_user, wanted, membership) then
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
end
$$;
