import HEADING from '@salesforce/label/c.Setup_Automation_Heading';
import PURPOSE from '@salesforce/label/c.Setup_Automation_Purpose';
import FLOW_HEADING from '@salesforce/label/c.Setup_Flow_Heading';
import FLOW_PURPOSE from '@salesforce/label/c.Setup_Flow_Purpose';
import ASSIGN from '@salesforce/label/c.Setup_Switch_Assign';
import ASSIGN_MEANING from '@salesforce/label/c.Setup_Switch_Assign_Meaning';
import DEALS from '@salesforce/label/c.Setup_Switch_Deals';
import DEALS_MEANING from '@salesforce/label/c.Setup_Switch_Deals_Meaning';
import SCORE from '@salesforce/label/c.Setup_Switch_Score';
import SCORE_MEANING from '@salesforce/label/c.Setup_Switch_Score_Meaning';
import TASKS from '@salesforce/label/c.Setup_Switch_Tasks';
import TASKS_MEANING from '@salesforce/label/c.Setup_Switch_Tasks_Meaning';
import DUE from '@salesforce/label/c.Setup_Task_Due';
import DUE_MEANING from '@salesforce/label/c.Setup_Task_Due_Meaning';
import REPEAT from '@salesforce/label/c.Setup_Task_Repeat';
import REPEAT_MEANING from '@salesforce/label/c.Setup_Task_Repeat_Meaning';
import TASKS_HEADING from '@salesforce/label/c.Setup_Tasks_Heading';
import TASKS_PURPOSE from '@salesforce/label/c.Setup_Tasks_Purpose';
import { SetupPart } from 'c/oppspotSetupPart';

/**
 * What oppSpot does with what it found. The setting `autoEnrich` is not shown: nothing tells oppSpot
 * of new records in Salesforce, a flow does that there.
 */
export default class OppspotSetupAutomation extends SetupPart {
  labels = {
    flowHeading: FLOW_HEADING,
    flowPurpose: FLOW_PURPOSE,
    heading: HEADING,
    purpose: PURPOSE,
    tasksHeading: TASKS_HEADING,
    tasksPurpose: TASKS_PURPOSE,
  };

  get switches() {
    return [
      ['score', SCORE, SCORE_MEANING],
      ['assign', ASSIGN, ASSIGN_MEANING],
      ['createTasks', TASKS, TASKS_MEANING],
      ['createDeals', DEALS, DEALS_MEANING],
    ].map(([name, label, description]) =>
      this.field(`settings.automation.${name}`, { kind: 'switch', label, description }),
    );
  }
  get tasks() {
    return [
      ['dueInHours', DUE, DUE_MEANING],
      ['repeatAfterDays', REPEAT, REPEAT_MEANING],
    ].map(([name, label, description]) =>
      this.field(`settings.tasks.${name}`, { kind: 'number', label, description, required: true }),
    );
  }
}
