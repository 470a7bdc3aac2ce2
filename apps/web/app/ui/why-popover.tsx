import { useMediaQuery } from '@mantine/hooks'
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import classes from './why.module.css'
import { type WhyFacts, WhyLines } from './why-lines.tsx'

const BottomSheet = lazy(() => import('./bottom-sheet.tsx'))
const WhyCard = lazy(() => import('./why-card.tsx'))

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
  const [opened, setOpened] = useState(false)
  // A page has hundreds of these: the card is built when the first one is asked for.
  const [asked, setAsked] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  // Pressing the figure of an open card closes it as a press outside the card; the click that follows must not open it again.
  const openAtPress = useRef<boolean | null>(null)
  const onPhone = useMediaQuery('(max-width: 48em)') ?? false
  const lines = <WhyLines why={why} sentence={sentence} links={links} />

  function show(open: boolean) {
    setOpened(open)
    if (open) return setAsked(true)
    const giveBack = () => button.current?.focus({ preventScroll: true })
    giveBack()
    // A card closed in the moment it opened takes the focus once more before it goes.
    setTimeout(giveBack)
  }
  function openByKey(event: KeyboardEvent) {
    if (event.key !== '?') return
    event.preventDefault()
    event.stopPropagation()
    show(true)
  }

  const trigger = (
    <button
      type="button"
      ref={button}
      className={children === undefined ? classes['word'] : classes['figure']}
      data-print-text={children === undefined ? undefined : true}
      data-why
      aria-haspopup="dialog"
      aria-expanded={opened}
      aria-label={children === undefined ? nameOfLink(t('word'), title) : undefined}
      title={children === undefined ? undefined : title}
      onPointerDown={() => {
        openAtPress.current = opened
      }}
      onClick={() => {
        show(!(openAtPress.current ?? opened))
        openAtPress.current = null
      }}
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
            <BottomSheet title={title} close={() => show(false)}>
              {lines}
            </BottomSheet>
          </Suspense>
        )}
      </>
    )
  }
  return (
    <>
      {asked && (
        <Suspense fallback={null}>
          <WhyCard title={title} opened={opened} change={show}>
            {lines}
          </WhyCard>
        </Suspense>
      )}
      {trigger}
    </>
  )
}

/** Several links of a page read "Vì sao": each is told apart by its title, and still begins with the word that is seen. */
function nameOfLink(word: string, title: string): string {
  return title.startsWith(word) ? title : `${word}: ${title}`
}
