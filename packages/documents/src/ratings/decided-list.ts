import { type DecidedOutcome, levels, type ReviewEdition } from '@nq15/domain/ratings'
import type { PaperGeneration } from '@nq15/domain/reports'
import type { ListColumn } from '../reports/list-table.ts'
import type { PaperBlock } from '../reports/paper-model.ts'
import { countText, pointsText } from '../reports/party-words.ts'
import { countLevels, type LevelCounts } from './count-levels.ts'
import { roman } from './paper-frame.ts'
import { editionOfList, groupWord, hasPoints, type MemberGroup, memberGroups, wordsOf } from './rating-words.ts'

/** One member of a decided list; `id` is any stable key, `points` the total of 100 when the generation has points. */
export type DecidedMember = {
  readonly id: string
  readonly name: string
  readonly cardNumber?: string
  readonly cell: string
  readonly group: MemberGroup
  /** The edition of the forms his case is written on; the present one when absent. */
  readonly edition?: ReviewEdition
  readonly points?: number
  readonly outcome: DecidedOutcome
  /** Required when not rated: the reason in words. */
  readonly notRatedReason?: string
}

/** One organization of a decided list. */
export type DecidedOrganization = {
  readonly id: string
  readonly name: string
  readonly sector?: string
  readonly memberCount?: number
  readonly points?: number
  readonly outcome: DecidedOutcome
  readonly notRatedReason?: string
}

const outcomes: readonly DecidedOutcome[] = [...levels, 'NOT_RATED']

/** The lines "level: count" of an article, `;` between and a full stop at the end; levels nobody has are left out. */
export function countLines(counts: LevelCounts, words: ReturnType<typeof wordsOf>, noun: string): string[] {
  const lines = levels
    .filter((level) => counts[level] > 0)
    .map((level) => `- ${words[level].full}: ${countText(counts[level])} ${noun}`)
  return lines.map((line, index) => `${line}${index === lines.length - 1 ? '.' : ';'}`)
}

/** A heading of a part of a list, kept with the table beneath. */
const partHeading = (text: string): PaperBlock[] => [
  { kind: 'gap', points: 8 },
  { kind: 'text', runs: [{ text, bold: true }], keepNext: true },
]

/** The members of a decision, level by level, each with its sum. */
export function memberParts(generation: PaperGeneration, members: readonly DecidedMember[]): PaperBlock[] {
  const words = wordsOf(generation, 'member')
  const edition = editionOfList(members)
  return partsOf(members, words, 'đảng viên', (outcome, rows) =>
    outcome === 'NOT_RATED'
      ? {
          columns: [...memberColumns(generation, edition), reasonColumn],
          rows: rows.map((member, at) => [
            ...memberCells(generation, member, { at, edition }),
            member.notRatedReason ?? 'Chưa ghi lý do',
          ]),
        }
      : {
          columns: [
            ...memberColumns(generation, edition),
            ...(hasPoints(generation) ? [pointsColumn] : []),
            { head: 'Mức', width: 21, align: 'centre' },
          ],
          rows: rows.map((member, at) => [
            ...memberCells(generation, member, { at, edition }),
            ...(hasPoints(generation) ? [shownPoints(member.points)] : []),
            words[member.outcome].short,
          ]),
        },
  )
}

/** The organizations of a decision, level by level, each with its sum. */
export function organizationParts(
  generation: PaperGeneration,
  organizations: readonly DecidedOrganization[],
): PaperBlock[] {
  const words = wordsOf(generation, 'organization')
  const cells = ({ name, sector = '', memberCount }: DecidedOrganization, at: number) => [
    String(at + 1),
    name,
    sector,
    memberCount === undefined ? '' : countText(memberCount),
  ]
  return partsOf(organizations, words, 'tổ chức đảng', (outcome, rows) =>
    outcome === 'NOT_RATED'
      ? {
          columns: [...organizationColumns, reasonColumn],
          rows: rows.map((one, at) => [...cells(one, at), one.notRatedReason ?? 'Chưa ghi lý do']),
        }
      : {
          columns: [...organizationColumns, pointsColumn, { head: 'Mức', width: 22, align: 'centre' }],
          rows: rows.map((one, at) => [...cells(one, at), shownPoints(one.points), words[one.outcome].short]),
        },
  )
}

/** The collectives and leaders of a decision in one list: by name of the collective, by post and code of the person. */
export function ledPart(generation: PaperGeneration, led: readonly DecidedOrganization[]): PaperBlock[] {
  if (led.length === 0) return []
  const words = wordsOf(generation, 'member')
  return [
    ...partHeading(`Tập thể, cá nhân lãnh đạo, quản lý: ${countText(led.length)}`),
    {
      kind: 'list',
      columns: [
        { head: 'TT', width: 11, align: 'centre' },
        { head: 'Tập thể, cá nhân', width: 92, align: 'left' },
        ...(hasPoints(generation) ? [pointsColumn] : []),
        { head: 'Mức', width: 47, align: 'left' },
      ],
      rows: led.map((one, at) => [
        String(at + 1),
        one.name,
        ...(hasPoints(generation) ? [shownPoints(one.points)] : []),
        one.outcome === 'NOT_RATED'
          ? `Không xếp loại: ${one.notRatedReason ?? 'chưa ghi lý do'}`
          : words[one.outcome].full,
      ]),
      totals: `Cộng: ${countText(led.length)}`,
    },
  ]
}

type Table = { readonly columns: readonly ListColumn[]; readonly rows: readonly (readonly string[])[] }

function partsOf<One extends { readonly outcome: DecidedOutcome }>(
  all: readonly One[],
  words: ReturnType<typeof wordsOf>,
  noun: string,
  table: (outcome: DecidedOutcome, rows: readonly One[]) => Table,
): PaperBlock[] {
  const parts = outcomes
    .map((outcome) => ({ outcome, rows: all.filter((one) => one.outcome === outcome) }))
    .filter(({ rows }) => rows.length > 0)
  return parts.flatMap(({ outcome, rows }, at): PaperBlock[] => [
    ...partHeading(`${roman(at + 1)}. ${words[outcome].full}: ${countText(rows.length)} ${noun}`),
    { kind: 'list', ...table(outcome, rows), totals: `Cộng: ${countText(rows.length)} ${noun}` },
  ])
}

/** Whether a list with points says its groups in words, which take the room of names. */
const inWords = (generation: PaperGeneration, edition: ReviewEdition) => hasPoints(generation) && edition === 1

const memberColumns = (generation: PaperGeneration, edition: ReviewEdition): readonly ListColumn[] => [
  { head: 'TT', width: 11, align: 'centre' },
  { head: 'Họ và tên', width: inWords(generation, edition) ? 41 : 46, align: 'left' },
  { head: 'Số thẻ đảng', width: 24, align: 'centre' },
  { head: 'Chi bộ', width: inWords(generation, edition) ? 30 : 36, align: 'left' },
  { head: 'Nhóm', width: hasPoints(generation) && edition === 2 ? 14 : 25, align: 'centre' },
]
const organizationColumns: readonly ListColumn[] = [
  { head: 'TT', width: 11, align: 'centre' },
  { head: 'Tổ chức đảng', width: 62, align: 'left' },
  { head: 'Loại hình', width: 36, align: 'left' },
  { head: 'Số đảng viên', width: 18, align: 'right' },
]
const pointsColumn: ListColumn = { head: 'Điểm', width: 15, align: 'right' }
const reasonColumn: ListColumn = { head: 'Lý do không xếp loại', width: 38, align: 'left' }

const shownPoints = (points: number | undefined) => (points === undefined ? '' : pointsText(points))

const memberCells = (
  generation: PaperGeneration,
  member: DecidedMember,
  { at, edition }: { readonly at: number; readonly edition: ReviewEdition },
) => [
  String(at + 1),
  member.name,
  member.cardNumber ?? '',
  // A number stays with its word: "Chi bộ Tổ dân phố" over "số 1".
  member.cell.replace(/ (\S+) (\d+)$/u, ' $1\u00a0$2'),
  groupWord(generation, member.group, edition),
]

/** The table "group by level" of a decision on members. */
export function groupSummary(generation: PaperGeneration, members: readonly DecidedMember[]): PaperBlock {
  const words = wordsOf(generation, 'member')
  const line = (label: string, rows: readonly DecidedMember[]) => {
    const counts = countLevels(rows)
    return [label, counts.total, ...levels.map((level) => counts[level]), counts.NOT_RATED].map((value) =>
      typeof value === 'number' ? countText(value) : value,
    )
  }
  const groups = memberGroups.map(({ code, label }) => ({
    label: !hasPoints(generation)
      ? groupWord(generation, code)
      : editionOfList(members) === 1
        ? label
        : `${label} (${groupWord(generation, code)})`,
    word: groupWord(generation, code),
  }))
  const once = groups.filter(({ word }, at) => groups.findIndex((one) => one.word === word) === at)
  return {
    kind: 'list',
    columns: [
      { head: 'Nhóm', width: 48, align: 'left' },
      { head: 'Tổng số', width: 17, align: 'right' },
      ...levels.map(
        (level, at): ListColumn => ({ head: words[level].short, width: at === 0 ? 22 : 20, align: 'right' }),
      ),
      { head: 'Không xếp loại', width: 18, align: 'right' },
    ],
    rows: once
      .map(({ label, word }) => ({ label, rows: members.filter(({ group }) => groupWord(generation, group) === word) }))
      .filter(({ rows }) => rows.length > 0)
      .map(({ label, rows }) => line(label, rows)),
    totals: line('Cộng', members),
  }
}
