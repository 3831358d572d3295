import 'tailchat-login/button';

export const Account = () => (
  <div>
    <tailchat-login
      return-to="/inbox"
      ref={(element) => void element.user?.sub}
      on:tailchat-login={({ detail }) => console.log(detail.user.nickname)}
    />
  </div>
);
// @ts-expect-error a path is a text
export const wrong = <tailchat-login return-to={3} />;
