import { Popover } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import classes from './why.module.css'
import { type WhyFacts, WhyLines } from './why-lines.tsx'

const BottomSheet = lazy(() => import('./bottom-sheet.tsx'))

type WhyPopoverProps = {
  /** "Vì sao là 42". */
  title: string
  why: WhyFacts
  /** What "chép câu giải thích" copies: one whole sentence. */
  sentence: string
  /** Links to the rows behind the figure. */
  links?: ReactNode
  /** The figure itself, dotted; without it the trigger is the link "Vì sao". */
  children?: ReactNode
}

/** Explains one figure. Opens by click, Enter or `?`, never by hover; Esc closes and gives the focus back; a sheet on phones. */
export function WhyPopover({ title, why, sentence, links, children }: WhyPopoverProps) {
  const t = useTranslations('ui.why')
  const frame = useTranslations('ui.frame')
  const titleId = useId()
  const [opened, setOpened] = useState(false)
  const onPhone = useMediaQuery('(max-width: 48em)') ?? false
  const lines = <WhyLines why={why} sentence={sentence} links={links} />

  function openByKey(event: KeyboardEvent) {
    if (event.key !== '?') return
    event.preventDefault()
    event.stopPropagation()
    setOpened(true)
  }

  const trigger = (
    <button
      type="button"
      className={children === undefined ? classes['word'] : classes['figure']}
      data-print-text={children === undefined ? undefined : true}
      data-why
      aria-haspopup="dialog"
      aria-expanded={opened}
      aria-label={children === undefined ? nameOfLink(t('word'), title) : undefined}
      title={children === undefined ? undefined : title}
      onClick={() => setOpened((before) => !before)}
      onKeyDown={openByKey}
    >
      {children ?? t('word')}
    </button>
  )

  if (onPhone) {
    return (
      <>
        {trigger}
        {opened && (
          <Suspense fallback={null}>
            <BottomSheet title={title} close={() => setOpened(false)}>
              {lines}
            </BottomSheet>
          </Suspense>
        )}
      </>
    )
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      withinPortal
      trapFocus
      returnFocus
      closeOnEscape
      withRoles={false}
    >
      <Popover.Target>{trigger}</Popover.Target>
      <Popover.Dropdown className={classes['card'] ?? ''} role="dialog" aria-labelledby={titleId}>
        <div className={classes['head']}>
          <span id={titleId}>{title}</span>
          <button type="button" className={classes['close']} onClick={() => setOpened(false)}>
            <span className="nq-only-read">{frame('close')} </span>
            Esc
          </button>
        </div>
        {lines}
      </Popover.Dropdown>
    </Popover>
  )
}

/** Several links of a page read "Vì sao": each is told apart by its title, and still begins with the word that is seen. */
function nameOfLink(word: string, title: string): string {
  return title.startsWith(word) ? title : `${word}: ${title}`
}
