import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

/** What "Thêm" opens on a phone: the whole navigation, search, day and settings. Loaded when first opened. */
export default function PhoneSheet({ close, children }: { close: () => void; children: ReactNode }) {
  const t = useTranslations('ui.frame')
  return (
    <Drawer
      opened
      onClose={close}
      position="bottom"
      size="85%"
      title={<strong>{t('more')}</strong>}
      closeButtonProps={{ 'aria-label': t('close'), size: 'xl' }}
    >
      {children}
    </Drawer>
  )
}
