import { useTranslations } from 'use-intl'
import { IconCheck } from './icons.ts'
import classes from './stepper.module.css'

/** One step of a work; `note` is a count or a day. */
export type Step = { readonly name: string; readonly note?: string; readonly state: 'done' | 'now' | 'next' }

/** The steps of a work in one compact line, in order; done ones carry a tick. */
export function Stepper({ steps, label }: { steps: readonly Step[]; label: string }) {
  const t = useTranslations('ui.stepper')
  return (
    <ol className={classes['steps']} aria-label={label}>
      {steps.map(({ name, note, state }, index) => (
        <li
          key={name}
          className={`${classes['step']} ${state === 'now' ? classes['now'] : ''}`}
          aria-current={state === 'now' ? 'step' : undefined}
        >
          <span className={classes['mark']} aria-hidden>
            {state === 'done' ? <IconCheck size={16} stroke={2} /> : index + 1}
          </span>
          <span>
            <span className={classes['name']}>
              {name}
              <span className="nq-only-read">, {t(state)}</span>
            </span>
            {note !== undefined && (
              <>
                <br />
                <span className={classes['note']}>{note}</span>
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
