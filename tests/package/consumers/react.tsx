import 'tailchat-login/button';
import type { TailchatLoginElement } from 'tailchat-login/button';

export const Account = () => (
  <div>
    <tailchat-login
      return-to="/inbox"
      base-path="/auth"
      prompt="login"
      key="1"
      ref={(element: TailchatLoginElement | null) => void element?.user?.sub}
      ontailchat-login={({ detail }) => console.log(detail.user.nickname)}
    />
  </div>
);
// @ts-expect-error a path is a text
export const wrong = <tailchat-login return-to={3} />;
// @ts-expect-error no such detail
export const worse = <tailchat-login ontailchat-error={({ detail }) => console.log(detail.user)} />;
