-- A person creates a task from a suggested next action: a run of its own, so that it is journalled,
-- recovered and undone like every other write.

alter table crm_sync_logs drop constraint crm_sync_logs_operation_check;
alter table crm_sync_logs add constraint crm_sync_logs_operation_check
  check (operation in ('enrich', 'preview', 'undo', 'task'));
