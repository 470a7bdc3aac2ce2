import { Button, PasswordInput, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './door.module.css'
import type { passkeysAction, passkeysLoader } from './passkey.server.ts'

/** One's own passkeys: each with its last use and its removal, and a new one from this device. */
export function PasskeysScreen() {
  const { passkeys, possible, onlyProvider } = useLoaderData<typeof passkeysLoader>()
  const answer = useActionData<typeof passkeysAction>()
  const t = useTranslations('access.passkeys')
  return (
    <>
      <PageHead title={t('title')} state={t('state', { count: passkeys.length })} />
      {answer?.refused && (
        <Notice tone="error" live="alert">
          {answer.refused}
        </Notice>
      )}
      <div style={{ display: 'grid', gap: 12, maxWidth: 720 }}>
        {passkeys.map(({ id, name, createdAt, lastUsedAt, backedUp }) => (
          <Panel
            key={id}
            title={name}
            note={t('since', { moment: formatMoment(createdAt) })}
            aside={
              <Form method="post">
                <input type="hidden" name="passkey" value={id} />
                <Button type="submit" variant="default" aria-label={t('remove-named', { name })}>
                  {t('remove')}
                </Button>
              </Form>
            }
          >
            <p>{lastUsedAt ? t('last-used', { moment: formatMoment(lastUsedAt) }) : t('never-used')}</p>
            <p className={classes['note']}>{backedUp ? t('backed-up') : t('one-device')}</p>
          </Panel>
        ))}
        {possible ? (
          <Panel title={t('add')}>
            <AddForm />
          </Panel>
        ) : (
          <Notice tone="info">{onlyProvider ? t('only-provider') : t('impossible')}</Notice>
        )}
      </div>
    </>
  )
}

function AddForm() {
  const { asksPassword } = useLoaderData<typeof passkeysLoader>()
  const { revalidate } = useRevalidator()
  const [state, setState] = useState<'idle' | 'busy' | 'added' | { fault: string }>('idle')
  const t = useTranslations('access.passkeys')
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const typed = new FormData(form)
    setState('busy')
    const { addPasskey } = await import('./ask-passkey.ts')
    const outcome = await addPasskey({
      name: String(typed.get('name') ?? ''),
      password: String(typed.get('password') ?? ''),
    })
    if (outcome.kind !== 'done') {
      return setState({ fault: outcome.kind === 'refused' ? outcome.sentence : t('broken-off') })
    }
    form.reset()
    setState('added')
    revalidate()
  }
  return (
    <form className={classes['form']} onSubmit={(event) => void add(event)}>
      {state === 'added' && (
        <Notice tone="ok" live="status">
          {t('added')}
        </Notice>
      )}
      {typeof state === 'object' && (
        <Notice tone="error" live="alert">
          {state.fault}
        </Notice>
      )}
      <p>{t('what')}</p>
      <TextInput
        name="name"
        label={t('name')}
        description={t('name-help')}
        maxLength={60}
        autoComplete="off"
        required
      />
      {asksPassword ? (
        <PasswordInput
          name="password"
          label={t('password')}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': t('show-password') }}
        />
      ) : (
        <p className={classes['note']}>{t('fresh')}</p>
      )}
      <Button type="submit" variant="filled" loading={state === 'busy'} style={{ justifySelf: 'start' }}>
        {t('add')}
      </Button>
    </form>
  )
}
