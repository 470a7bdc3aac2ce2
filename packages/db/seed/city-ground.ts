import { Prisma } from '../generated/client.ts'
import type { Tx } from '../src/client.ts'
import { serviceActor } from '../src/services.ts'

/** In whose name a city is laid. */
export const operatorId = serviceActor('operator').userId

/** How many of everything a city laid beside the demo has. */
export type CityMeasure = {
  readonly communes: number
  /** Other committees directly under the city. */
  readonly directs: number
  readonly districts: number
  readonly oldCommunes: number
  readonly grassroots: number
  readonly cells: number
  readonly members: number
  readonly petitionsAYear: number
}

/** Hà Nội's order of size less the three communes, forty cells and 1,200 members that the demo has (weak units, section 3). */
const hanoi: CityMeasure = {
  communes: 123,
  directs: 10,
  districts: 25,
  oldCommunes: 564,
  grassroots: 2_300,
  cells: 16_960,
  members: 478_800,
  petitionsAYear: 50_000,
}

/** The measure of a city that is `ratio` of Hà Nội, no kind of organization left out. */
export function cityMeasure(ratio: number): CityMeasure {
  const part = (most: number, least: number) => Math.max(least, Math.round(most * ratio))
  const communes = part(hanoi.communes, 2)
  return {
    communes,
    directs: part(hanoi.directs, 1),
    districts: part(hanoi.districts, 2),
    oldCommunes: Math.max(communes, part(hanoi.oldCommunes, 4)),
    grassroots: Math.max(communes, part(hanoi.grassroots, 4)),
    cells: part(hanoi.cells, 12),
    members: part(hanoi.members, 120),
    petitionsAYear: part(hanoi.petitionsAYear, 20),
  }
}

/** What stands before a city is laid: its measure, its seed, the organizations of the plan by their place in it, today. */
export type CityGround = {
  readonly measure: CityMeasure
  readonly seed: number
  readonly today: string
  readonly cityId: string
  readonly communeIds: readonly string[]
  readonly directIds: readonly string[]
  readonly districtIds: readonly string[]
  readonly oldCommuneIds: readonly string[]
}

/** Kinds of rows whose ids are told by the seed and a number: the same city from the same seed. */
const kinds = {
  grassroots: 1,
  cell: 2,
  version: 3,
  member: 4,
  membership: 5,
  post: 6,
  status: 7,
  discipline: 8,
  history: 9,
  unitHistory: 10,
  file: 11,
  case: 12,
  rating: 13,
  decision: 14,
  assessment: 15,
  tally: 16,
  vote: 17,
  fact: 18,
  petition: 19,
  step: 20,
  project: 21,
  incident: 22,
  run: 23,
} as const
type Kind = keyof typeof kinds

/** Before every id made by a clock: the first bits of a day in 2004. */
const firstNumber = 0x01_00_00_00_00_00

/** The words of SQL that every part of a city is written with; `n` is an expression that numbers the rows. */
export function cityWords({ seed, measure: m, ...ground }: CityGround) {
  const tail = (kind: Kind) =>
    `-7${kinds[kind].toString(16).padStart(3, '0')}-8000-00000000${(seed % 65_536).toString(16).padStart(4, '0')}`
  // The number comes first, as time does in the product's own ids: an exclusion's index walks all rows whose ids begin alike.
  const id = (kind: Kind, n: string) =>
    `(overlay(lpad(to_hex(${firstNumber} + (${n})::bigint), 12, '0') placing '-' from 9 for 0) || '${tail(kind)}')::uuid`
  /** A throw for a row, 0 to `sides` - 1; another salt is another throw. */
  const dice = (n: string, salt: number, sides: number) =>
    `((hashint8extended((${n})::bigint, ${seed * 1_000 + salt}) & 2147483647) % ${sides})::int`
  const list = (items: readonly (string | number)[]) =>
    `(array[${items.map((item) => (typeof item === 'number' ? item : `'${item.replaceAll("'", "''")}'`)).join(', ')}])`
  const pick = (items: readonly (string | number)[], n: string, salt: number) =>
    `${list(items)}[1 + ${dice(n, salt, items.length)}]`
  const place = (ids: readonly string[], n: string) =>
    `(array[${ids.map((one) => `'${one}'`).join(', ')}]::uuid[])[${n}]`
  const oldOf = (n: string) => `(1 + (${n}) % ${m.oldCommunes})::int`
  const communeOf = (n: string) => `(1 + (${oldOf(n)} - 1) % ${m.communes})::int`
  const perCommune = Math.ceil(m.grassroots / m.communes)
  /** The grassroots organization of about every third cell, one of its commune's own. */
  const raw = (n: string) => `(${communeOf(n)} + ${m.communes} * ${dice(n, 6, perCommune)})`
  const grassrootsOf = (n: string) =>
    `(case when ${raw(n)} > ${m.grassroots} then ${raw(n)} - ${m.communes} else ${raw(n)} end)`
  const inGrassroots = (n: string) => `(${dice(n, 5, 3)} = 0)`
  return {
    ...{ id, dice, list, pick, oldOf, communeOf, grassrootsOf, inGrassroots },
    commune: (n: string) => place(ground.communeIds, n),
    old: (n: string) => place(ground.oldCommuneIds, n),
    direct: (n: string) => place(ground.directIds, n),
    district: (n: string) => place(ground.districtIds, n),
    /** Who decides on a cell: its grassroots organization, else its commune. */
    committeeOf: (n: string) =>
      `(case when ${inGrassroots(n)} then ${id('grassroots', grassrootsOf(n))} else ${place(ground.communeIds, communeOf(n))} end)`,
    sectorOf: (n: string) =>
      `(case when ${inGrassroots(n)} then ${pick(['agency', 'public-service-unit', 'public-service-unit', 'private-enterprise', 'state-enterprise'], n, 1)} when ${dice(n, 2, 100)} < 80 then 'neighbourhood' else ${pick(['agency', 'public-service-unit', 'police', 'military', 'cooperative'], n, 3)} end)`,
    firstMember: (cell: string) => `(((${cell})::bigint - 1) * ${m.members} + ${m.cells} - 1) / ${m.cells} + 1`,
    cellOfMember: (n: string) => `(((${n})::bigint - 1) * ${m.cells} / ${m.members} + 1)`,
    /** The number that an id of ours was made of. */
    numberOf: (column: string) =>
      `(('x' || left(replace(${column}::text, '-', ''), 12))::bit(48)::bigint - ${firstNumber})`,
    /** Our own rows: an id made by the clock begins later. */
    ours: (column: string) =>
      `${column} between '01000000-0000-0000-0000-000000000000' and '01100000-0000-0000-0000-000000000000'`,
  }
}

/** Runs statements that hold nothing but the words above: numbers, ids and the texts of the seed. */
export async function layCity(tx: Tx, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await tx.$executeRaw(Prisma.raw(statement))
}

/** Lets the planner and every trigger look at tables again that have grown: a plan made for the demo's rows does not fit a city's. */
export async function measureCity(tx: Tx, tables: readonly string[]): Promise<void> {
  await tx.$executeRaw`select app.measure_tables(${[...tables]}::text[])`
}
