import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { wipeDrafts } from '../ui/draft-wipe.ts'
import { Notice } from '../ui/notice.tsx'
import { usePage } from '../ui/page-context.tsx'
import classes from './door.module.css'
import { Door } from './door.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import type { codeAction, signInAction, signInLoader } from './sign-in.server.ts'

/** Name and password; a wrong one is one sentence, and the name stays typed. Beside it the other ways that are open. */
export function SignInScreen() {
  const { demo, provider, form, emergency, passkeys, unreachable } = useLoaderData<typeof signInLoader>()
  const answer = useActionData<typeof signInAction>()
  const [search] = useSearchParams()
  const t = useTranslations('access.sign-in')
  const news = search.has('out')
    ? t('signed-out')
    : search.has('expired')
      ? t('expired')
      : search.has('again')
        ? t('again')
        : null
  useEffect(() => {
    // Signed out on purpose, also by another page or without a script of ours: nothing stays behind.
    if (search.has('out')) wipeDrafts()
  }, [search])
  const next = search.get('next')
  const onward = next ? `?next=${encodeURIComponent(next)}` : ''
  return (
    <Door title={emergency ? t('emergency') : t('title')} note={demo ? t('demo') : undefined}>
      {answer?.refused && (
        <Notice tone="error" title={answer.refused} live="alert">
          {emergency ? t('refused-emergency') : t('refused-todo')}
        </Notice>
      )}
      {unreachable && !answer && (
        <Notice tone="error" title={t('unreachable', { label: provider ?? '' })} live="alert">
          {t('unreachable-todo')}
        </Notice>
      )}
      {!answer && !unreachable && news && (
        <Notice tone="info" live="status">
          {news}
        </Notice>
      )}
      {emergency && <Notice tone="watch">{t('emergency-note')}</Notice>}
      {provider !== null && !form && <ProviderLink label={provider} onward={onward} main />}
      {form && <PasswordForm />}
      {((provider !== null && form) || passkeys) && (
        <div className={classes['others']}>
          {provider !== null && form && <ProviderLink label={provider} onward={onward} />}
          {passkeys && <PasskeyButton next={next} />}
        </div>
      )}
      {!emergency && (
        <p className={classes['note']}>
          {form ? (
            t('help')
          ) : (
            <Link to={`/sign-in?emergency=1${next ? `&next=${encodeURIComponent(next)}` : ''}`}>
              {t('emergency-open')}
            </Link>
          )}
        </p>
      )}
    </Door>
  )
}

/** A link and no form: the way leads off this site, which forms of this site may not. */
function ProviderLink({ label, onward, main = false }: { label: string; onward: string; main?: boolean }) {
  const t = useTranslations('access.sign-in')
  return (
    <Button
      component="a"
      href={`/sign-in/oidc${onward}`}
      variant={main ? 'filled' : 'default'}
      // What an organization calls its sign-in may be long, and a telephone is narrow.
      styles={{ root: { height: 'auto', minHeight: 36, paddingBlock: 6 }, label: { whiteSpace: 'normal' } }}
    >
      {t('by-provider', { label })}
    </Button>
  )
}

function PasswordForm() {
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('access.sign-in')
  return (
    <Form method="post" className={classes['form']}>
      <TextInput
        name="username"
        label={t('username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
      />
      <PasswordInput
        name="password"
        label={t('password')}
        autoComplete="current-password"
        required
        visibilityToggleButtonProps={{ 'aria-label': t('show-password') }}
      />
      <SharedDevice />
      <Button type="submit" variant="filled" loading={busy}>
        {t('enter')}
      </Button>
    </Form>
  )
}

/** Whose machine this is: on a shared one no draft is kept, and what lies there is wiped at once. */
function SharedDevice() {
  const { preferences, choose } = usePage()
  const t = useTranslations('access.sign-in')
  return (
    <Checkbox
      label={t('shared')}
      description={t('shared-help')}
      checked={preferences.device === 'shared'}
      onChange={({ currentTarget: { checked } }) => {
        choose('device', checked ? 'shared' : 'own')
        if (checked) wipeDrafts()
      }}
    />
  )
}

/** The second step: six digits of the authenticator, or a recovery code where the telephone is not at hand. */
export function CodeScreen() {
  const answer = useActionData<typeof codeAction>()
  const [search] = useSearchParams()
  const recovery = search.has('recovery')
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('access.code')
  const other = new URLSearchParams(search)
  if (recovery) other.delete('recovery')
  else other.set('recovery', '1')
  return (
    <Door title={t('title')} note={recovery ? t('recovery-note') : t('note')}>
      {answer?.refused && (
        <Notice tone="error" live="alert">
          {answer.refused}
        </Notice>
      )}
      <Form method="post" className={classes['form']}>
        <input type="hidden" name="kind" value={recovery ? 'recovery' : 'totp'} />
        <TextInput
          key={recovery ? 'recovery' : 'totp'}
          name="code"
          label={recovery ? t('recovery-code') : t('code')}
          inputMode={recovery ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          autoFocus
          required
        />
        <Button type="submit" variant="filled" loading={busy}>
          {t('enter')}
        </Button>
      </Form>
      <Link to={`?${other}`}>{recovery ? t('use-code') : t('use-recovery')}</Link>
    </Door>
  )
}
