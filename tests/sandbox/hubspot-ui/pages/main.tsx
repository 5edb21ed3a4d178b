import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/list.css';
import './styles/record.css';
import './styles/settings.css';
import './styles/workflows.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
