-- Flows and list views of Salesforce ask for many records at once. They are executions like those of a
-- HubSpot workflow, of leads too, and nobody is called back when they end.
alter table workflow_executions
  add column origin text not null default 'hubspot-workflow'
    check (origin in ('hubspot-workflow', 'salesforce-flow', 'salesforce-list')),
  drop constraint workflow_executions_object_type_check,
  add constraint workflow_executions_object_type_check
    check (object_type in ('contact', 'company', 'lead'));
