import { describe, expect, test } from 'vitest'
import { compareReadings } from './compare-readings.ts'
import type { RuleSet } from './rule-set.ts'
import { ratingRules20250830 as first } from './rules/2025-08-30.ts'
import { ratingRules20250830Read202612 as later } from './rules/2025-08-30-read-2026-12.ts'
import type { Subject } from './schema.ts'

const moves = compareReadings(first, later)
const of = (code: string, subject: Subject) =>
  moves.find((move) => move.code === code && move.subjects.includes(subject)) ?? null
const told = (effects: readonly { does: string; level: string | null; onlyLinked: boolean }[]) =>
  effects.map(({ does, level, onlyLinked }) => [does, level, onlyLinked && 'linked'].filter(Boolean).join(' '))

describe('two readings of 366-QĐ/TW', () => {
  test('a reading beside itself moves no rule', () => {
    expect(compareReadings(later, later)).toEqual([])
  })

  test.each<{ because: string; code: string; subject: Subject; after: string[] }>([
    {
      because: 'discipline of a member counts where it is linked to duty',
      code: 'DISCIPLINED',
      subject: 'MEMBER_2A',
      after: ['KHT linked'],
    },
    {
      because: 'wrongdoing in cadre work is a level of its own for a collective',
      code: 'CADRE_WORK',
      subject: 'COLLECTIVE',
      after: ['KHT'],
    },
    {
      because: 'the same facts of an organization go to people',
      code: 'CADRE_WORK',
      subject: 'CHI_BO',
      after: ['PEOPLE'],
    },
    {
      because: '"on time" of what a leader leads is told, not asked, for HTXSNV',
      code: 'NOT_ON_TIME',
      subject: 'LEADER',
      after: ['TOLD XS', 'ASKED T'],
    },
  ])('$because', ({ code, subject, after }) => {
    const move = of(code, subject)
    expect(move && told(move.after)).toEqual(after)
    expect(move && told(move.before)).not.toEqual(after)
  })

  test('a threshold that alone differs is a difference', () => {
    const stricter: RuleSet = {
      ...later,
      triggers: later.triggers.map((rule) => (rule.code === 'FAILED_OVER_50' ? { ...rule, value: '0.4' } : rule)),
    }
    expect(compareReadings(later, stricter)).toMatchObject([
      {
        code: 'FAILED_OVER_50',
        before: [{ does: 'KHT', threshold: { operator: '>', value: '0.5', isShare: true } }],
        after: [{ does: 'KHT', threshold: { operator: '>', value: '0.4', isShare: true } }],
      },
    ])
  })
})
