import { Popover } from '@mantine/core'
import { useWindowEvent } from '@mantine/hooks'
import { type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl'
import classes from './why.module.css'

type WhyCardProps = {
  title: string
  opened: boolean
  /** Opens or closes; closing gives the focus back to the figure. */
  change: (opened: boolean) => void
  children: ReactNode
}

/** The card of one explanation, below the figure it stands in front of. Loaded with the first one that is opened. */
export default function WhyCard({ title, opened, change, children }: WhyCardProps) {
  const frame = useTranslations('ui.frame')
  const titleId = useId()
  // The popover itself hears Esc only once the focus is in it, a moment after it is shown.
  useWindowEvent('keydown', ({ key }) => {
    if (opened && key === 'Escape') change(false)
  })
  return (
    <Popover
      opened={opened}
      onChange={change}
      position="bottom-start"
      withinPortal
      trapFocus
      closeOnEscape={false}
      withRoles={false}
    >
      <Popover.Target>
        <span className={classes['anchor']} aria-hidden />
      </Popover.Target>
      <Popover.Dropdown className={classes['card'] ?? ''} role="dialog" aria-labelledby={titleId}>
        <div className={classes['head']}>
          <span id={titleId}>{title}</span>
          <button type="button" className={classes['close']} onClick={() => change(false)}>
            <span className="nq-only-read">{frame('close')} </span>
            Esc
          </button>
        </div>
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}
