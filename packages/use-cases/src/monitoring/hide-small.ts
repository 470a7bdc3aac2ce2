import { type Answer, isOfFewMatters, personFigures } from '@nq15/domain/monitoring'

const isSmall = (value: unknown) => typeof value === 'number' && value >= 1 && value <= 4

/**
 * An answer as somebody outside reads it: where a count of 1 to 4 persons stands behind it, none of its person counts is
 * given, so that the hidden one cannot be reckoned (privacy G2, G4); a suppressed one gives neither value nor counts (E5). A share
 * of one to four papers or matters gives neither share nor counts; its colour stays (G3, G5).
 */
export function hideSmall(answer: Answer): Answer {
  if (answer.status === 'suppressed') return { ...answer, value: null, inputs: {}, sheetIds: [] }
  // C1 relates papers to residents: the value gives their number back.
  if (isOfFewMatters(answer.indicator, answer.inputs)) return { ...answer, value: null, inputs: {}, sheetIds: [] }
  const hides = Object.entries(answer.inputs).some(([name, value]) => personFigures.has(name) && isSmall(value))
  if (!hides) return answer
  const inputs = Object.fromEntries(
    Object.entries(answer.inputs).filter(([name, value]) => !personFigures.has(name) || value === 0),
  )
  const isCount = answer.indicator === 'A8' || answer.indicator === 'B8'
  return { ...answer, inputs, value: isCount ? null : answer.value }
}
