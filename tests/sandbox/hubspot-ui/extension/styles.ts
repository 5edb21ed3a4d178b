/** The looks of drawn extensions, bundled with the page's style. */
import './styles/base.css';
import './styles/controls.css';
import './styles/states.css';
import './styles/fields.css';
import './styles/choices.css';
import './styles/data.css';
import './styles/table.css';
import './styles/charts.css';
import './styles/tabs.css';
import './styles/overlays.css';
