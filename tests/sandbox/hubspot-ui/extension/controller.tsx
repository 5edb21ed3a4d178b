/** From the names an extension sends to what is drawn. */
import { type ControllerOptions, createController } from '@remote-ui/react/host';
import { components } from './components.ts';

/** A component that only HubSpot draws is named in its place, and the card lives on. */
const drawOrName: ControllerOptions['renderComponent'] = (
  { component, key },
  { renderDefault },
) => {
  if (Object.hasOwn(components, component.type)) return renderDefault();
  return (
    <div key={key} className="hsx-unknown">
      {component.type}: only HubSpot draws this component
    </div>
  );
};

export const controller = createController(components, { renderComponent: drawOrName });
