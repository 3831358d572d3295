import Link from 'next/link';
import { auth } from './login';

export default async function Page() {
  const user = await auth();
  return (
    <>
      <h1>{user ? `Welcome, ${user.nickname}` : 'Welcome'}</h1>
      <p>Everybody sees this page.</p>
      <p>
        <Link href="/account">Your account</Link> is for users.
      </p>
    </>
  );
}
