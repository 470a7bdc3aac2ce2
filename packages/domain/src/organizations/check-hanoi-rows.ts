import {
  type FileRow,
  type FindingList,
  findingList,
  type HanoiFinding,
  type HanoiRows,
  hanoiFiles,
  readCode,
  readText,
  readUnitName,
  readWholeNumber,
} from './hanoi-rows.ts'
import { unitPrefixOf } from './party-name.ts'

type Unit = { readonly row: FileRow; readonly code: string; readonly name: string }
type OldCommune = Unit & { readonly districtCode: string; readonly districtName: string }
type Descent = {
  readonly row: FileRow
  readonly newCode: string
  readonly oldCode: string
  readonly splitBetween: number
}
type Tile = { readonly code: string; readonly column: number; readonly row: number }

/** The five files read and agreeing with each other. */
export type HanoiUnits = {
  readonly districts: ReadonlyMap<string, Unit>
  readonly communesBefore: ReadonlyMap<string, OldCommune>
  readonly communesSince: ReadonlyMap<string, Unit>
  readonly descents: readonly Descent[]
  readonly tiles: readonly Tile[]
}

function keyed<Row extends Unit>(units: readonly Row[], add: FindingList): ReadonlyMap<string, Row> {
  const byCode = new Map<string, Row>()
  for (const unit of units) {
    const first = byCode.get(unit.code)
    if (first && unit.code !== '') {
      add('DUPLICATE_CODE', unit.row, { column: 'code', value: unit.code, required: `${first.row.line}` })
    } else byCode.set(unit.code, unit)
  }
  return byCode
}

/** Refuses a reference to an unknown code, or one that calls the unit by another name. */
function checkReference(
  units: ReadonlyMap<string, Unit>,
  row: FileRow,
  about: { readonly code: string; readonly codeColumn: string; readonly nameColumn: string; readonly add: FindingList },
): void {
  const { code, codeColumn, nameColumn, add } = about
  const name = readText(row, nameColumn, add)
  if (code === '') return
  const unit = units.get(code)
  if (!unit) {
    const unknown = codeColumn === 'district_code' ? 'UNKNOWN_DISTRICT' : 'UNKNOWN_CODE'
    add(unknown, row, { column: codeColumn, value: code })
  } else if (name !== '' && unit.name !== name) {
    add('NAME_MISMATCH', row, { column: nameColumn, value: name, required: unit.name })
  }
}

function readDescents(rows: readonly FileRow[], units: Omit<HanoiUnits, 'descents' | 'tiles'>, add: FindingList) {
  const pairs = new Map<string, number>()
  return rows.map((row) => {
    const [newCode, oldCode] = [readCode(row, 'new_code', add), readCode(row, 'old_code', add)]
    checkReference(units.communesSince, row, { code: newCode, codeColumn: 'new_code', nameColumn: 'new_name', add })
    checkReference(units.communesBefore, row, { code: oldCode, codeColumn: 'old_code', nameColumn: 'old_name', add })
    const district = readText(row, 'old_district', add)
    const required = units.communesBefore.get(oldCode)?.districtName
    if (district !== '' && required !== undefined && required !== district) {
      add('NAME_MISMATCH', row, { column: 'old_district', value: district, required })
    }
    const pair = `${oldCode} → ${newCode}`
    const first = pairs.get(pair)
    if (first === undefined) pairs.set(pair, row.line)
    else add('DUPLICATE_LINK', row, { column: 'old_code', value: pair, required: `${first}` })
    return { row, newCode, oldCode, splitBetween: readWholeNumber(row, 'old_unit_split_between', add) }
  })
}

function checkSplitCounts(descents: readonly Descent[], add: FindingList): void {
  const heirs = new Map<string, Set<string>>()
  for (const { oldCode, newCode } of descents) heirs.set(oldCode, (heirs.get(oldCode) ?? new Set()).add(newCode))
  for (const { row, oldCode, splitBetween } of descents) {
    const counted = heirs.get(oldCode)?.size ?? 0
    if (!Number.isNaN(splitBetween) && splitBetween !== counted) {
      const about = { column: 'old_unit_split_between', value: `${splitBetween}`, required: `${counted}` }
      add('SPLIT_COUNT_MISMATCH', row, about)
    }
  }
}

function readTiles(rows: readonly FileRow[], communes: ReadonlyMap<string, Unit>, add: FindingList): Tile[] {
  const codes = new Map<string, number>()
  const places = new Map<string, number>()
  return rows.map((row) => {
    const code = readCode(row, 'code', add)
    checkReference(communes, row, { code, codeColumn: 'code', nameColumn: 'name', add })
    const tile = { code, column: readWholeNumber(row, 'column', add), row: readWholeNumber(row, 'row', add) }
    const place = `${tile.column}, ${tile.row}`
    const [sameCode, samePlace] = [codes.get(code), places.get(place)]
    if (sameCode !== undefined) add('DUPLICATE_CODE', row, { column: 'code', value: code, required: `${sameCode}` })
    else if (samePlace !== undefined)
      add('SAME_TILE', row, { column: 'column', value: place, required: `${samePlace}` })
    codes.set(code, row.line)
    places.set(place, row.line)
    return tile
  })
}

/** Reads the five files and finds every fault of every row; the units are worth something only without findings. */
export function checkHanoiRows(rows: HanoiRows): {
  readonly units: HanoiUnits
  readonly findings: readonly HanoiFinding[]
} {
  const findings: HanoiFinding[] = []
  const add = {
    districts: findingList(hanoiFiles.districts, findings),
    communesBefore: findingList(hanoiFiles.communesBefore, findings),
    communesSince: findingList(hanoiFiles.communesSince, findings),
    successions: findingList(hanoiFiles.successions, findings),
    tiles: findingList(hanoiFiles.tiles, findings),
  }
  for (const file of ['districts', 'communesBefore', 'communesSince', 'successions'] as const) {
    if (rows[file].length === 0) add[file]('EMPTY_FILE', { line: 1, fields: {} })
  }
  const districts = keyed(
    rows.districts.map((row) => ({
      row,
      code: readCode(row, 'code', add.districts, 3),
      name: readUnitName(row, add.districts),
    })),
    add.districts,
  )
  const before = rows.communesBefore.map((row) => {
    const districtCode = readCode(row, 'district_code', add.communesBefore, 3)
    const reference = { code: districtCode, codeColumn: 'district_code', nameColumn: 'district_name' }
    checkReference(districts, row, { ...reference, add: add.communesBefore })
    const [code, name] = [readCode(row, 'code', add.communesBefore), readUnitName(row, add.communesBefore)]
    return { row, code, name, districtCode, districtName: (row.fields['district_name'] ?? '').normalize('NFC').trim() }
  })
  const since = rows.communesSince.map((row) => {
    const [code, name] = [readCode(row, 'code', add.communesSince), readUnitName(row, add.communesSince)]
    const kind = readText(row, 'kind', add.communesSince)
    const required = unitPrefixOf(name)
    if (kind !== '' && required !== null && kind !== required) {
      add.communesSince('KIND_MISMATCH', row, { column: 'kind', value: kind, required })
    }
    const district = readText(row, 'main_former_district', add.communesSince)
    if (district !== '' && ![...districts.values()].some((unit) => unit.name === district)) {
      add.communesSince('UNKNOWN_DISTRICT', row, { column: 'main_former_district', value: district })
    }
    return { row, code, name }
  })
  const communesBefore = keyed(before, add.communesBefore)
  const communesSince = keyed(since, add.communesSince)
  const descents = readDescents(rows.successions, { districts, communesBefore, communesSince }, add.successions)
  checkSplitCounts(descents, add.successions)
  const [left, joined] = [new Set(descents.map((d) => d.oldCode)), new Set(descents.map((d) => d.newCode))]
  for (const { row, code } of communesBefore.values()) {
    if (!left.has(code)) add.communesBefore('NO_SUCCESSOR', row, { column: 'code', value: code })
  }
  for (const { row, code } of communesSince.values()) {
    if (!joined.has(code)) add.communesSince('NO_PREDECESSOR', row, { column: 'code', value: code })
  }
  const tiles = readTiles(rows.tiles, communesSince, add.tiles)
  return { units: { districts, communesBefore, communesSince, descents, tiles }, findings }
}
