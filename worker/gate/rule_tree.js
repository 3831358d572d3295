/**
 * Rules by host, and below it by the segments of their paths: what a request costs depends on its own path, not on how
 * many rules there are.
 *
 * @typedef {import('./rules.js').Rule} Rule
 *
 * @typedef {object} Node
 * @property {Map<string, Node>} children by their segment
 * @property {Rule[]} exact rules for this path alone, in their order
 * @property {Rule[]} below rules for this path and all below it, in their order
 */

/** @returns {Node} */
const makeNode = () => ({ children: new Map(), exact: [], below: [] });

export function createRuleTree() {
  /** @type {Map<string, Node>} */
  const hosts = new Map();

  return {
    /**
     * @param {Rule} rule behind all that were added before
     * @returns {Rule | undefined} one before it that leaves nothing to it
     */
    add(rule) {
      let node = hosts.get(rule.host) ?? makeNode();
      hosts.set(rule.host, node);
      const before = [...node.below];
      for (const segment of rule.segments) {
        const child = node.children.get(segment) ?? makeNode();
        node.children.set(segment, child);
        node = child;
        before.push(...node.below);
      }
      if (!rule.below) before.push(...node.exact);
      const cover = findCover(rule, before);
      (rule.below ? node.below : node.exact).push(rule);
      return cover;
    },

    /**
     * @param {string} host
     * @param {string} path decoded
     * @param {string} method
     * @returns {Rule | undefined} the first that the request meets
     */
    find(host, path, method) {
      /** @type {Rule | undefined} */
      let first;
      const meet = (/** @type {Rule[]} */ rules) => {
        const met = rules.find(({ methods }) => methods === undefined || methods.has(method));
        if (met !== undefined && !(first !== undefined && first.number < met.number)) first = met;
      };
      let node = hosts.get(host);
      if (node === undefined) return undefined;
      meet(node.below);
      for (let from = 1; ;) {
        const slash = path.indexOf('/', from);
        node = node.children.get(path.slice(from, slash === -1 ? undefined : slash));
        if (node === undefined) return first;
        meet(node.below);
        if (slash === -1) break;
        from = slash + 1;
      }
      meet(node.exact);
      return first;
    },
  };
}

/**
 * @param {Rule} rule
 * @param {Rule[]} before rules whose paths have all of its paths
 * @returns {Rule | undefined}
 */
function findCover({ methods }, before) {
  const whole = before.find((one) => one.methods === undefined);
  if (whole !== undefined || methods === undefined) return whole;
  const taken = new Set(before.flatMap((one) => [...(one.methods ?? [])]));
  return [...methods].every((method) => taken.has(method)) ? before.at(-1) : undefined;
}
