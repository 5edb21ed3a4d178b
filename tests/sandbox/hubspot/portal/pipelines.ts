export interface Stage {
  readonly id: string;
  readonly label: string;
  /** 0 to 1, as HubSpot's string with one decimal. */
  readonly probability: string;
  readonly isClosed: boolean;
}

export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly Stage[];
}

const stage = (id: string, label: string, probability: string, isClosed = false): Stage => ({
  id,
  label,
  probability,
  isClosed,
});

/** What every new account has. Accounts rename and add to it, and their ids differ. */
export const salesPipeline: Pipeline = {
  id: 'default',
  label: 'Sales Pipeline',
  stages: [
    stage('appointmentscheduled', 'Appointment Scheduled', '0.2'),
    stage('qualifiedtobuy', 'Qualified To Buy', '0.4'),
    stage('presentationscheduled', 'Presentation Scheduled', '0.6'),
    stage('decisionmakerboughtin', 'Decision Maker Bought-In', '0.8'),
    stage('contractsent', 'Contract Sent', '0.9'),
    stage('closedwon', 'Closed Won', '1.0', true),
    stage('closedlost', 'Closed Lost', '0.0', true),
  ],
};

/** The pipelines as the API lists them. */
export function renderPipeline(pipeline: Pipeline, displayOrder: number): Record<string, unknown> {
  return {
    label: pipeline.label,
    displayOrder,
    id: pipeline.id,
    stages: pipeline.stages.map(renderStage),
    createdAt: epoch,
    updatedAt: epoch,
    archived: false,
  };
}

export function renderStage(entry: Stage, displayOrder: number): Record<string, unknown> {
  return {
    label: entry.label,
    displayOrder,
    metadata: { isClosed: String(entry.isClosed), probability: entry.probability },
    id: entry.id,
    createdAt: epoch,
    updatedAt: epoch,
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
    archived: false,
  };
}

/** HubSpot gives the pipelines an account was born with this date. */
const epoch = '1970-01-01T00:00:00Z';
