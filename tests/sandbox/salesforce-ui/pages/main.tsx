import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import './styles/shell.css';
import './styles/pages.css';
import './styles/record.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
