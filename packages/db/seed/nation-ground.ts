import { type CityGround, cityWords } from './city-ground.ts'

/** How many of everything a nation has that is laid by itself. */
export type NationMeasure = {
  readonly provinces: number
  readonly communes: number
  readonly cells: number
  readonly members: number
  /** Whole years of ratings, the last one that before today's. */
  readonly years: readonly number[]
}

/** Units of 2025, the known order of size of the Party, and cells by the sample's own choice: thirty in each commune. */
const whole = { provinces: 34, communes: 3_321, capitalCommunes: 126, members: 5_600_000 } as const
const cellsOfCommune = 30

/** The measure of a nation that is `ratio` of the whole one, with so many years behind `today`. */
export function nationMeasure(ratio: number, years: number, today: string): NationMeasure {
  const part = (most: number, least: number) => Math.max(least, Math.round(most * ratio))
  const communes = part(whole.communes, 4)
  const thisYear = Number(today.slice(0, 4))
  return {
    provinces: part(whole.provinces, 2),
    communes,
    cells: communes * cellsOfCommune,
    members: part(whole.members, communes * cellsOfCommune),
    years: Array.from({ length: years }, (_, at) => thisYear - years + at),
  }
}

/** What a nation is laid from: nothing stands before it. */
export type NationGround = { readonly measure: NationMeasure; readonly seed: number; readonly today: string }

/** The words of SQL that a nation is written with: those of a city and where a number belongs. */
export function nationWords({ measure, seed, today }: NationGround) {
  const { provinces, communes, cells, members } = measure
  const noPlaces: Omit<CityGround, 'measure' | 'seed'> = {
    ...{ today, cityId: '', communeIds: [], directIds: [], districtIds: [], oldCommuneIds: [] },
  }
  const { id, dice, pick, ours, cellOfMember, firstMember } = cityWords({
    ...{ seed, ...noPlaces },
    measure: {
      ...{ communes, cells, members, grassroots: communes },
      ...{ directs: 1, districts: 1, oldCommunes: communes, petitionsAYear: 0 },
    },
  })
  const ofCapital = Math.max(1, Math.round((communes * whole.capitalCommunes) / whole.communes))
  return {
    ...{ id, dice, pick, ours, cellOfMember, firstMember },
    /** The centre, a province and a commune share the numbers of one kind. */
    centre: id('grassroots', '1'),
    province: (p: string) => id('grassroots', `100 + ${p}`),
    commune: (c: string) => id('grassroots', `10000 + ${c}`),
    communeOfCell: (cell: string) => `((${cell} - 1) / ${cellsOfCommune} + 1)`,
    /** The first province has the capital's share of communes, the others the same number each. */
    provinceOf: (c: string) =>
      `(case when ${c} <= ${ofCapital} then 1 else 2 + (${c} - ${ofCapital} - 1) * ${provinces - 1} / ${communes - ofCapital} end)`,
  }
}
