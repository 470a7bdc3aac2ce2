import { useTranslations } from 'use-intl'

/** Stands at `/` until the start page of the signed-in person does. */
export function WelcomeScreen() {
  const t = useTranslations('ui.frame')
  return (
    <main id="main" style={{ padding: '10vh 1rem', maxWidth: '40rem', margin: '0 auto' }}>
      <h1 style={{ fontSize: '1.5rem', lineHeight: 1.42, fontWeight: 650 }}>{t('product')}</h1>
    </main>
  )
}
