// The declaration of each entry has exactly the exports of its script. types.test.js compiles this file, and nothing runs
// it.
import * as button from '../../web/button/index.js';
import * as durableObjects from '../../worker/store/durable-objects/index.js';
import * as entry from '../../worker/entry.js';
import * as express from '../../worker/express/index.js';
import * as gate from '../../worker/gate/index.js';
import * as groups from '../../worker/groups/index.js';
import * as kv from '../../worker/store/kv/index.js';
import * as memory from '../../worker/store/memory/index.js';
import * as next from '../../worker/next/index.js';
import * as node from '../../worker/node/index.js';
import * as oidc from '../../worker/oidc/index.js';
import * as react from '../../web/react/index.js';
import * as redis from '../../worker/store/redis/index.js';
import * as testing from '../../testing/index.js';
import * as vite from '../../vite/index.js';
import * as verify from '../../worker/verify/index.js';
import * as web from '../../web/index.js';
import * as worker from '../../worker/index.js';

type Root = typeof import('../../types/index.js');
type Worker = typeof import('../../types/worker.js');
type Web = typeof import('../../types/web.js');
type Button = typeof import('../../types/button.js');
type React = typeof import('../../types/react.js');
type Express = typeof import('../../types/express.js');
type Gate = typeof import('../../types/gate.js');
type Groups = typeof import('../../types/groups.js');
type Oidc = typeof import('../../types/oidc.js');
type Next = typeof import('../../types/next.js');
type Node = typeof import('../../types/node.js');
type Verify = typeof import('../../types/verify.js');
type Vite = typeof import('../../types/vite.js');
type Memory = typeof import('../../types/store/memory.js');
type Redis = typeof import('../../types/store/redis.js');
type Kv = typeof import('../../types/store/kv.js');
type DurableObjects = typeof import('../../types/store/durable-objects.js');
type Testing = typeof import('../../types/testing.js');

/** The names that only one of the two has. */
type Difference<Made, Declared> = Exclude<keyof Made, keyof Declared> | Exclude<keyof Declared, keyof Made>;
const same = <Made extends Declared, Declared>(
  none: [Difference<Made, Declared>] extends [never] ? true : never,
) => none;

same<typeof entry, Root>(true);
same<typeof worker, Worker>(true);
same<typeof web, Web>(true);
same<typeof button, Button>(true);
same<typeof react, React>(true);
same<typeof express, Express>(true);
same<typeof groups, Groups>(true);
same<typeof gate, Gate>(true);
same<typeof next, Next>(true);
same<typeof node, Node>(true);
same<typeof oidc, Oidc>(true);
same<typeof verify, Verify>(true);
same<typeof memory, Memory>(true);
same<typeof redis, Redis>(true);
same<typeof kv, Kv>(true);
same<typeof durableObjects, DurableObjects>(true);
same<typeof testing, Testing>(true);
same<typeof vite, Vite>(true);
