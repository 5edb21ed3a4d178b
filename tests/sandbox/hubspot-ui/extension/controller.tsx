/** From the names an extension sends to what is drawn. */
import { type ControllerOptions, createController } from '@remote-ui/react/host';
import { components } from './components.ts';

/** CRM components by location: https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/ui-components/crm-data-components/overview */
const CRM_COMPONENTS: Record<string, RegExp> = {
  'crm.record.sidebar': /^CrmAction(Button|Link)$/,
  settings: /^$/,
};

/** Draws what HubSpot would draw at the location. */
export function controllerFor(location: string) {
  const allowedCrm = CRM_COMPONENTS[location] ?? /^Crm/;
  /** What cannot be drawn is named in its place, and the card lives on. */
  const drawOrName: ControllerOptions['renderComponent'] = (
    { component, key },
    { renderDefault },
  ) => {
    const { type } = component;
    const misplaced = type.startsWith('Crm') && !allowedCrm.test(type);
    if (!misplaced && Object.hasOwn(components, type)) return renderDefault();
    return (
      <div key={key} className="hsx-unknown">
        {misplaced
          ? `${type}: not available at ${location}`
          : `${type}: only HubSpot draws this component`}
      </div>
    );
  };
  return createController(components, { renderComponent: drawOrName });
}
