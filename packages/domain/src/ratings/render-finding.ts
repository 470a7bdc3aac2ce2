import { exact, inDigits, times } from '../shared/index.ts'
import type { DecisionFinding } from './decide-committee.ts'
import type { Finding } from './finding.ts'
import type { Shown } from './measure-fact.ts'
import type { RatingMessages } from './messages.ts'
import type { TallyErrorCode, TallyNote, TallyWarningCode } from './tally.ts'

/**
 * A sentence with its placeholders filled; a placeholder without a value stays visible, so that a gap is seen in tests.
 */
export const fillMessage = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

/** One finding as a sentence in the language of the messages; numbers are cut for display, never rounded up. */
export function renderFinding(messages: RatingMessages, { code, fact, required, actual }: Finding): string {
  const isShare = typeof actual === 'string' && sharePattern.test(actual)
  const limit = (required ?? '').replace(/^[<>=]+ /, '')
  const asPercent = isShare || isRate(fact)
  return fillMessage(messages.findings[code], {
    fact: lookUp(messages.facts, fact ?? '') ?? fact ?? '',
    actual: actual === null ? '' : renderShown(messages, actual, fact),
    limit: asPercent && decimalPattern.test(limit) ? percent(messages, limit) : word(messages, limit),
  })
}

/** One error or warning of a count record as a sentence; the screen puts the code before it. */
export const renderTallyNote = (
  messages: RatingMessages,
  { code, numbers }: TallyNote<TallyErrorCode | TallyWarningCode>,
): string => fillMessage(messages.tally[code], numbersAsText(messages, numbers))

/** One obstacle to a decision as a sentence; `groupName` is the quota group as people call it. */
export function renderDecisionFinding(messages: RatingMessages, found: DecisionFinding, groupName?: string): string {
  const { code, about, actual, required, numbers } = found
  const ofUnits = about.ids.some((group) => unitGroups.test(group))
  return fillMessage(code === 'QD-03' && ofUnits ? messages.quotaOfUnits : messages.decision[code], {
    ...numbersAsText(messages, numbers),
    group: groupName ?? about.ids.join(', '),
    part: lookUp(messages.decisionParts, about.ids[0] ?? '') ?? '',
    actual: word(messages, actual ?? ''),
    limit: word(messages, (required ?? '').replace(/^[<>=]+ /, '')),
  })
}

/** Quota groups of organizations and collectives; a committee may divide them further by a suffix. */
const unitGroups = /^(CHI_BO|CB_|DB_|COLLECTIVE)/

const sharePattern = /^\d+\/\d+$/
/** Facts that are shares by themselves: 0.7 is read 70 %. */
const isRate = (fact: string | null) => fact === 'collectiveDoneRate' || fact === 'targetsCompletedRate'
const decimalPattern = /^-?\d+(\.\d+)?$/

function renderShown(messages: RatingMessages, shown: Shown, fact: string | null): string {
  if (typeof shown === 'boolean') return messages.yesNo[shown ? 'true' : 'false']
  const text = String(shown)
  if (isRate(fact) && decimalPattern.test(text)) return percent(messages, text)
  return word(messages, text)
}

const word = (messages: RatingMessages, text: string): string =>
  decimalPattern.test(text)
    ? inDigits(exact(text), 3).replace('.', messages.decimalSeparator)
    : (lookUp(messages.levels, text) ??
      lookUp(messages.outcomes, text) ??
      lookUp(messages.disciplines, text) ??
      lookUp(messages.criterionGrades, text) ??
      lookUp(messages.subjects, text) ??
      text)

const percent = (messages: RatingMessages, share: string): string =>
  `${inDigits(times(exact(share), exact(100)), 1).replace('.', messages.decimalSeparator)}${messages.percentSign}`

const numbersAsText = (messages: RatingMessages, numbers: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, word(messages, String(value))]))

const lookUp = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined
