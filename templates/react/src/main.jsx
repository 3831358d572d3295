import { createRoot } from 'react-dom/client';
import { Site } from './site';

const root = document.querySelector('#root');
if (root) createRoot(root).render(<Site />);
