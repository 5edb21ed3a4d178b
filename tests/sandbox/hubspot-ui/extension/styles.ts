/** The looks of drawn extensions, bundled with the page's style. */
import './styles/base.css';
import './styles/controls.css';
import './styles/fields.css';
import './styles/data.css';
import './styles/overlays.css';
