import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from '../ui/chip.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import type { ReviewAnswer } from './reviews.server.ts'
import type { targetsLoader } from './targets.server.ts'

type Target = Awaited<ReturnType<typeof targetsLoader>>['targets'][number]

const looks: Readonly<Record<Target['standing'], ChipLook>> = {
  ...{ reached: 'ok', 'on-path': 'accent', behind: 'watch' },
  ...{ missed: 'red', 'sources-differ': 'watch', 'no-result': 'grey' },
}

/** How a target stands, in a word. */
export function StandingChip({ standing, standingWord }: Pick<Target, 'standing' | 'standingWord'>) {
  return <Chip look={looks[standing]}>{standingWord}</Chip>
}

/** What a source says of a year, or that the number is hidden. */
export function SaidResult({ value, source, cutOff, unit }: Omit<Target['newest'][number], 'year'> & { unit: string }) {
  const t = useTranslations('targets')
  const figure = value === 'hidden' ? t('hidden') : `${value?.toLocaleString('vi-VN') ?? ''} ${unit}`
  return <>{t('said', { figure, source, day: formatDay(cutOff) })}</>
}

/** Says what came of a form of the targets. */
export function TargetAnswer({ answer, done }: { answer: ReviewAnswer | undefined; done: string | null }) {
  return <FormAnswer room="targets" answer={answer && { code: answer.code, findings: [] }} done={done} />
}
