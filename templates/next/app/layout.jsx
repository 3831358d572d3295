import Link from 'next/link';
import '../style.css';
import { Account } from './account';

export const metadata = { title: 'My site' };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <header>
          <Link href="/">My site</Link>
          <Account />
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}
