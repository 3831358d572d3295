import { createElement } from 'react';

export const metadata = { title: 'A page with a login', referrer: 'no-referrer', icons: { icon: 'data:,' } };

/** @param {{ children: import('react').ReactNode }} properties */
export default function Layout({ children }) {
  return createElement('html', { lang: 'en' }, createElement('body', null, children));
}
