// Express as people use it: with the routes at the root, behind body parsers and with a header that was set before.
import express from 'express';
import { router } from 'tailchat-login/express';
import { createLogin } from 'tailchat-login/worker';

const app = express();
app.use(express.json(), express.urlencoded({ extended: false }));
app.use((req, res, next) => {
  res.set('Vary', 'Accept-Encoding');
  next();
});
app.use(router(createLogin()));
app.get('/elsewhere', (req, res) => void res.send('the site'));

app.listen(Number(process.env.PORT), process.env.HOST);
