import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconKey } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'

/** Signs in with a passkey; what it needs in the browser is loaded by the press and not before. */
export function PasskeyButton({ next }: { next: string | null }) {
  const t = useTranslations('access.passkey')
  const [state, setState] = useState<'idle' | 'busy' | { fault: string }>('idle')
  const enter = async () => {
    setState('busy')
    const { enterWithPasskey } = await import('./ask-passkey.ts')
    const outcome = await enterWithPasskey(next)
    // The frame reads who is signed in anew.
    if (outcome.kind === 'done') window.location.assign(outcome.page)
    else setState({ fault: outcome.kind === 'refused' ? outcome.sentence : t('broken-off') })
  }
  return (
    <>
      {typeof state === 'object' && (
        <Notice tone="watch" live="alert">
          {state.fault}
        </Notice>
      )}
      <Button
        variant="default"
        leftSection={<IconKey size={18} aria-hidden />}
        loading={state === 'busy'}
        onClick={() => void enter()}
      >
        {t('enter')}
      </Button>
    </>
  )
}
