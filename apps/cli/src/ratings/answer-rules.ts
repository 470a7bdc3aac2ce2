import { methodOf, optionReadings, ratingRuleSets, ruleSetByCode } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { type Answer, columns } from '../answer.ts'
import type { WrongUse } from './read-cases.ts'

/** Every rule set this version holds, with its dates in force, sources and how well it is known. */
export function answerRulesList(): Answer {
  const rows = ratingRuleSets.map(({ code, title, inForce, ratingYears, confidence, legalBasis, period, method }) => ({
    code,
    kind: 'rating',
    method: methodOf({ method }),
    period: period ?? 'YEAR',
    title,
    inForce,
    ratingYears,
    confidence,
    sources: legalBasis,
  }))
  return {
    json: rows,
    lines: columns([
      ['code', 'kind', 'method', 'from', 'until', 'rating years', 'known', 'sources'],
      ...rows.map(({ code, kind, method, inForce, ratingYears, confidence, sources }) => [
        code,
        kind,
        method,
        inForce.from,
        inForce.until ?? '–',
        `${ratingYears.from}–${ratingYears.to ?? ''}`,
        confidence,
        sources.map(({ number, confidence: known }) => `${number} [${known}]`).join('; '),
      ]),
    ]),
    exitCode: 0,
  }
}

/** One rule set whole: conditions, triggers, caps and options with the provision and confidence of each. */
export function answerRulesShow(code: string): Result<Answer, WrongUse> {
  const found = ruleSetByCode(ratingRuleSets, code)
  if (!found.ok) {
    const message = `Rule set ${code} is not in this version (it holds ${found.refusal.known.join(', ')})`
    return refuse({ code: 'wrong-use', messages: [message] } as const)
  }

  const {
    title,
    inForce,
    ratingYears,
    legalBasis,
    levelConditions,
    triggers,
    handedToPeople,
    caps,
    exclusions,
    options,
    labels,
    knownFacts,
  } = found.value
  const rules = [
    ...Object.entries(levelConditions).flatMap(([kind, levelsDown]) =>
      levelsDown.flatMap(({ level, conditions }) => conditions.map((rule) => ({ ...rule, what: `${kind} ${level}` }))),
    ),
    ...triggers.map((rule) => ({ ...rule, what: 'trigger KHT' })),
    ...handedToPeople.map((rule) => ({ ...rule, what: 'to people' })),
  ]
  return ok({
    json: { ...found.value, readings: optionReadings(found.value) },
    lines: [
      `${code}  ${title.vi}`,
      `in force from ${inForce.from} until ${inForce.until ?? '–'}, rating years ${ratingYears.from}–${ratingYears.to ?? ''}`,
      ...legalBasis.map(({ number, date, issuer, confidence }) => `  ${number}, ${date}, ${issuer} [${confidence}]`),
      '',
      ...columns([
        ['for', 'code', 'test', 'source'],
        ...rules.map(({ what, code: rule, metric, operator, value, source }) => [
          what,
          rule,
          `${metric} ${operator} ${value}`,
          `${source.document}, ${source.provision} [${source.confidence}]`,
        ]),
        ...[
          ...caps.map((cap) => ({ ...cap, what: 'cap' })),
          ...exclusions.map((one) => ({ ...one, what: 'exclusion' })),
        ].map(({ what, code: rule, source }) => [
          what,
          rule,
          '',
          `${source.document}, ${source.provision} [${source.confidence}]`,
        ]),
      ]),
      '',
      `options: ${JSON.stringify(options)}`,
      ...optionReadings(found.value).map(
        ({ option, reading, source, chosen }) =>
          `${chosen ? '*' : ' '} ${option} = ${reading}  ${source.document}, ${source.provision} [${source.confidence}]`,
      ),
      ...(labels ?? []).map(({ of, vi, level, source }) => `  label ${of}: ${vi} = ${level} [${source.confidence}]`),
      ...(knownFacts ?? []).map(({ vi, source }) => `  ${vi} [${source.document}, ${source.confidence}]`),
    ],
    exitCode: 0,
  })
}
