import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

/** The sheet a phone shows instead of a popover; loaded when first opened. */
export default function WhyDrawer({
  title,
  close,
  children,
}: {
  title: string
  close: () => void
  children: ReactNode
}) {
  const t = useTranslations('ui.frame')
  return (
    <Drawer
      opened
      onClose={close}
      position="bottom"
      size="auto"
      title={<strong>{title}</strong>}
      closeButtonProps={{ 'aria-label': t('close'), size: 'xl' }}
      returnFocus
    >
      {children}
    </Drawer>
  )
}
