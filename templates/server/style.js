/** The style of the page: system font, light and dark, for phones and desktops. */
export const style = `:root {
  color-scheme: light dark;
  --page: #f3f4f8;
  --card: #fff;
  --edge: #e1e4ec;
  --text: #1b1f2a;
  --soft: #5a6274;
  --tailchat-login-accent: #3f5bd9;
  --tailchat-login-on-accent: #fff;
}

@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1219;
    --card: #181c26;
    --edge: #2a303e;
    --text: #eceff6;
    --soft: #a3abbd;
    --tailchat-login-accent: #8ea2ff;
    --tailchat-login-on-accent: #10142a;
  }
}

body {
  max-width: 44rem;
  margin: 0 auto;
  padding: 1rem;
  background: var(--page);
  color: var(--text);
  font:
    1rem/1.5 system-ui,
    sans-serif;
  overflow-wrap: anywhere;
}

header {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 0.5rem 1.5rem;
  margin-bottom: 1.5rem;
}

main {
  padding: 1.5rem;
  border: 1px solid var(--edge);
  border-radius: 1.25rem;
  background: var(--card);
}

h1 {
  margin-top: 0;
  line-height: 1.25;
}

p:last-child {
  margin-bottom: 0;
  color: var(--soft);
}

a {
  color: var(--tailchat-login-accent);
}

header > a {
  color: inherit;
  font-weight: 600;
  text-decoration: none;
}

nav {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.5rem 0.75rem;
}

nav img {
  border-radius: 50%;
}

nav > a,
button {
  padding: 0.625rem 1rem;
  border: 1px solid var(--tailchat-login-accent);
  border-radius: 0.75rem;
  background: var(--tailchat-login-accent);
  color: var(--tailchat-login-on-accent);
  font: inherit;
  font-weight: 600;
  text-decoration: none;
  cursor: pointer;
}

button {
  border-color: var(--soft);
  background: transparent;
  color: inherit;
}
`;
