import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from '../ui/chip.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import type { directiveLoader } from './directive.server.ts'
import type { ReviewAnswer } from './reviews.server.ts'

type Duty = Awaited<ReturnType<typeof directiveLoader>>['tasks'][number]['duty']

const looks: Readonly<Record<Duty, ChipLook>> = {
  ...{ open: 'accent', overdue: 'red', waiting: 'watch' },
  ...{ 'in-time': 'ok', late: 'grey', withdrawn: 'grey' },
}

/** How a task stands to its day, in a word. */
export function DutyChip({ duty }: { duty: Duty }) {
  const t = useTranslations('directives.duties')
  return <Chip look={looks[duty]}>{t(duty)}</Chip>
}

/** The day that holds now, and beside it the day that was set first where it moved. */
export function TaskDay({ dueOn, firstDueOn }: { dueOn: string; firstDueOn: string }) {
  const t = useTranslations('directives')
  return (
    <>
      {formatDay(dueOn)} {dueOn !== firstDueOn && <small>{t('first-day', { day: formatDay(firstDueOn) })}</small>}
    </>
  )
}

/** Says what came of a form of the register: done, every finding of a refusal, or why nothing was changed. */
export function DirectiveAnswer({ answer, done }: { answer: ReviewAnswer | undefined; done: string | null }) {
  const t = useTranslations('directives.refusals')
  const said = (code: string) => (t.has(code as 'other') ? t(code as 'other') : t('other'))
  const findings = (answer?.said ?? []).map((code) => ({ code, said: said(code) }))
  return <FormAnswer room="directives" answer={answer && { code: answer.code, findings }} done={done} />
}
