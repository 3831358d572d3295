import Link from 'next/link';
import { requireUser } from '../login';

export default async function Page() {
  const user = await requireUser();
  return (
    <>
      <h1>Your account</h1>
      <p>{`Only you see this, ${user.nickname}#${user.discriminator}.`}</p>
      <p>
        <Link href="/">Back</Link>
      </p>
    </>
  );
}
