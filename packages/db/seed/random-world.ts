import { type Role, roles, rowRights, type ServiceRole } from '@nq15/domain/access'
import type { Side } from '@nq15/domain/organizations'

/*
 * Random trees with lineage, grants and records, and the oracle: who may see and write what, by walking up the tree day by
 * day from the random input alone. It shares nothing with the database: no reach, no scope, no policy.
 */

/** One stretch `[from, to)` of an organization's life, in days counted from the world's first; `to` may be `endless`. */
export type Life = { readonly from: number; readonly to: number; readonly parent: number | null }
export type Link = { readonly predecessor: number; readonly successor: number; readonly inherits: boolean }
export type WorldGrant = {
  readonly role: Role | ServiceRole
  readonly organization: number | null
  readonly from: number
  readonly to: number
}
export type WorldActor = { readonly grants: readonly WorldGrant[]; readonly member: number | null }
export type World = {
  /** The day on which everybody asks. */
  readonly today: number
  readonly organizations: readonly (readonly Life[])[]
  /** The side each organization stands on, always that of its parents; the Party's when left out. */
  readonly sides?: readonly Side[]
  readonly links: readonly Link[]
  readonly actors: readonly WorldActor[]
  /** The organization that keeps each member's file. */
  readonly members: readonly number[]
  readonly memberships: readonly { readonly member: number; readonly organization: number }[]
}

export const endless = 1_000_000
const horizon = 24

/** A small seeded generator (mulberry32), so that a failing world is made again from its number. */
export function randomOf(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  /** A whole number in `[low, high]`. */
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const chance = (share: number) => next() < share
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[between(0, items.length - 1)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  return { between, chance, pick }
}
export type Random = ReturnType<typeof randomOf>

/** Who stands directly above an organization on a day: its parent, the heirs of its records, or its last parent. */
function directlyAbove(
  { organizations, links }: Pick<World, 'organizations' | 'links'>,
  who: number,
  day: number,
): number[] {
  const lives = organizations[who] ?? []
  const alive = lives.find(({ from, to }) => from <= day && day < to)
  if (alive) return alive.parent === null ? [] : [alive.parent]
  const last = lives.toSorted((one, other) => one.to - other.to).at(-1)
  if (!last || day < last.to) return []
  const heirs = links
    .filter(({ predecessor, inherits }) => predecessor === who && inherits)
    .map(({ successor }) => successor)
  if (heirs.length > 0) return heirs
  return last.parent === null ? [] : [last.parent]
}

/** The organization and everyone above it on a day; null when the way up comes round to somebody twice on one path. */
export function climb(world: Pick<World, 'organizations' | 'links'>, who: number, day: number): Set<number> | null {
  const met = new Set<number>()
  const walk = (at: number, path: readonly number[]): boolean => {
    if (path.includes(at)) return false
    met.add(at)
    return directlyAbove(world, at, day).every((up) => walk(up, [...path, at]))
  }
  return walk(who, []) ? met : null
}

/** Days around every change, where a wrong comparison shows. */
export function tellingDays({ organizations }: Pick<World, 'organizations'>): number[] {
  const changes = organizations.flat().flatMap(({ from, to }) => [from, to])
  const days = new Set(changes.filter((day) => day < endless).flatMap((day) => [day - 1, day, day + 1]))
  return [...days].sort((one, other) => one - other)
}

const covers = (lives: readonly Life[], from: number, to: number) => {
  let reached = from
  for (const life of lives.toSorted((one, other) => one.from - other.from)) {
    if (life.from <= reached && reached < life.to) reached = life.to
  }
  return reached >= to
}

function randomTree(random: Random, size: number) {
  const organizations: Life[][] = [[{ from: 0, to: endless, parent: null }]]
  const sides: Side[] = ['party']
  const addRoot = (side: Side) => {
    organizations.push([{ from: 0, to: random.pick([endless, random.between(3, horizon)]), parent: null }])
    sides.push(side)
  }
  // Sometimes a second tree of the Party stands, or once stood, beside the first; often one of the state or the front.
  if (random.chance(0.35)) addRoot('party')
  if (random.chance(0.6)) addRoot(random.pick(['state', 'front']))
  while (organizations.length < size) {
    const from = random.between(0, horizon - 4)
    const to = random.chance(0.55) ? endless : random.between(from + 1, horizon)
    const end = Math.min(to, horizon)
    const cuts = [from, ...Array.from({ length: random.between(0, 2) }, () => random.between(from, end)), to]
    const bounds = [...new Set(cuts)].sort((one, other) => one - other)
    const side = random.pick(sides)
    const stretches = bounds.slice(0, -1).map((start, at) => ({ from: start, to: bounds[at + 1] ?? to }))
    const lives = stretches.flatMap(({ from: start, to: stop }): Life[] => {
      const parents = organizations.flatMap((above, index) =>
        sides[index] === side && covers(above, start, stop) ? [index] : [],
      )
      return parents.length === 0 ? [] : [{ from: start, to: stop, parent: random.pick(parents) }]
    })
    if (lives.length === 0) continue
    sides.push(side)
    // A gap: the middle of three stretches is missing.
    organizations.push(lives.length === 3 && random.chance(0.3) ? lives.filter((_, at) => at !== 1) : lives)
  }
  const links: Link[] = []
  organizations.forEach((lives, predecessor) => {
    const ended = lives.every(({ to }) => to < endless)
    if (!ended && !random.chance(0.1)) return
    for (let heirs = random.between(0, 2); heirs > 0; heirs--) {
      const link = { predecessor, successor: random.between(0, organizations.length - 1), inherits: random.chance(0.7) }
      // Records never cross from one side to another.
      if (
        link.successor === predecessor ||
        (link.inherits && sides[link.successor] !== sides[predecessor]) ||
        links.some((other) => other.predecessor === predecessor && other.successor === link.successor)
      )
        continue
      // What would close a circle on some day is no lawful succession.
      const tree = { organizations, links: [...links, link] }
      const days = tellingDays(tree)
      if (organizations.every((_, who) => days.every((day) => climb(tree, who, day) !== null))) links.push(link)
    }
  })
  return { organizations, sides, links }
}

function randomGrant(random: Random, size: number, today: number): WorldGrant {
  const [from, to] = random.pick<[number, number]>([
    [today - 9, endless],
    [today - 9, today + 9],
    [today, endless],
    [today, today + 1],
    [today - 3, today + 1],
    // Over, since today or longer; not begun.
    [today - 9, today],
    [today - 9, today - 4],
    [today + 1, endless],
  ])
  return { role: random.pick(roles), organization: random.chance(0.2) ? 0 : random.between(0, size - 1), from, to }
}

/** A world from its number: 3 to 14 organizations, ten actors, records everywhere, also where nobody lives any more. */
export function randomWorld(seed: number): World {
  const random = randomOf(seed)
  const size = random.between(3, 14)
  const tree = randomTree(random, size)
  const ofParty = tree.sides.flatMap((side, index) => (side === 'party' ? [index] : []))
  // Mostly a day on which something begins or ends: there a wrong comparison shows.
  const changes = tree.organizations.flat().flatMap(({ from, to }) => [from, to])
  const today = random.chance(0.75) ? random.pick(changes.filter((day) => day < endless)) : random.between(0, horizon)
  // The Party's own tables hold nobody of another side.
  const members = [...ofParty, ...Array.from({ length: 4 }, () => random.pick(ofParty))]
  const always = { from: today - 1, to: endless }
  const actors: WorldActor[] = [
    { grants: [], member: null },
    { grants: [], member: 0 },
    { grants: [{ role: 'city-office', organization: 0, ...always }], member: null },
    { grants: [{ role: 'grassroots-committee', organization: 0, ...always }], member: 1 },
    { grants: [{ role: 'system-admin', organization: 0, ...always }], member: null },
  ]
  while (actors.length < 11) {
    const grants = Array.from({ length: random.between(1, 3) }, () => randomGrant(random, size, today))
    actors.push({ grants, member: random.chance(0.5) ? actors.length : null })
  }
  const memberships = members.flatMap((organization, member) => [
    { member, organization },
    ...(random.chance(0.3) ? [{ member, organization: random.pick(ofParty) }] : []),
  ])
  return {
    today,
    ...tree,
    actors: actors.map(({ grants, member }) => ({
      grants,
      member: member !== null && member < members.length ? member : null,
    })),
    members,
    memberships,
  }
}

/** What an actor may do, asked of the oracle; an organization of `null` means "no organization". */
export type Rights = {
  readonly anyone: boolean
  readonly trail: boolean
  readonly accounts: boolean
  readonly tree: (what: 'read' | 'work' | 'decide' | 'setup', organization: number | null) => boolean
  readonly person: (what: 'read' | 'work' | 'decide', organization: number | null) => boolean
  /** Whether some organization at all may be arranged. */
  readonly arrangesSome: boolean
}

/** The side of an organization of a world. */
export const sideOf = ({ sides }: Pick<World, 'sides'>, organization: number): Side => sides?.[organization] ?? 'party'

/**
 * The oracle. A grant on the only organization that was ever on top of the Party's side, and stands there today, is a grant
 * on everything of the Party; organizations of another side are reached by climbing alone.
 */
export function rightsOf(world: World, { grants }: Pick<WorldActor, 'grants'>): Rights {
  const { today, organizations } = world
  const inForce = grants.filter(({ from, to }) => from <= today && today < to)
  const tops = organizations.flatMap((lives, index) =>
    sideOf(world, index) === 'party' && lives.some(({ parent }) => parent === null) ? [index] : [],
  )
  const top = tops.length === 1 ? tops[0] : undefined
  const isTopToday =
    top !== undefined &&
    organizations[top]?.some(({ from, to, parent }) => parent === null && from <= today && today < to)
  const isEverything = (granted: number | null, organization: number | null) =>
    granted === null ||
    (isTopToday && granted === top && (organization === null || sideOf(world, organization) === 'party'))
  const above = organizations.map((_, who) => climb(world, who, today) ?? new Set<number>())
  const gives = (opens: (role: Role | ServiceRole) => boolean, organization: number | null) =>
    inForce.some(
      ({ role, organization: granted }) =>
        opens(role) &&
        (isEverything(granted, organization) ||
          (organization !== null && granted !== null && above[organization]?.has(granted))),
    )
  const some = (opens: (role: Role | ServiceRole) => boolean) => inForce.some(({ role }) => opens(role))
  return {
    anyone: inForce.length > 0,
    trail: some((role) => rowRights[role].trail),
    accounts: some((role) => rowRights[role].accounts),
    tree: (what, organization) => gives((role) => rowRights[role].tree.includes(what), organization),
    person: (what, organization) => gives((role) => rowRights[role].person.includes(what), organization),
    arrangesSome: some((role) => rowRights[role].tree.includes('setup')),
  }
}
