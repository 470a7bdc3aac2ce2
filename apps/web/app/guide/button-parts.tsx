import { Button, Checkbox, Radio, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { IconPrinter, IconSend } from '../ui/icons.ts'
import { Panel } from '../ui/panel.tsx'
import classes from './parts.module.css'

/** Buttons of a page head, and plain fields. */
export const ButtonParts = {
  Head: function HeadButtons() {
    return (
      <>
        <Button leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden />}>In biên bản kiểm phiếu</Button>
        <Button variant="filled" leftSection={<IconSend size={18} stroke={1.6} aria-hidden />}>
          Gửi Đảng ủy
        </Button>
      </>
    )
  },
  Fields: function PlainFields() {
    const t = useTranslations('guide')
    return (
      <Panel title={t('buttons')}>
        <div className={classes['stackList']}>
          <div className={classes['row']}>
            <Button variant="filled">Gửi nhắc</Button>
            <Button>Mở bản so sánh</Button>
            <Button variant="light">Chọn và nhắc</Button>
            <Button variant="outline" color="red">
              Hủy quyết định
            </Button>
            <Button variant="subtle">Xem danh sách</Button>
            <Button loading variant="filled">
              Đang gửi
            </Button>
          </div>
          <SegmentedControl aria-label="Loại" data={['Khiếu nại', 'Tố cáo', 'Kiến nghị, phản ánh', 'Nhiều nội dung']} />
          <div className={classes['fields']}>
            <TextInput label="Họ và tên" defaultValue="Trịnh Văn Hòe" />
            <TextInput label="Số quyết định" error="Chưa có số quyết định. Hãy nhập như 118-QĐ/ĐU." />
            <Textarea label="Nội dung" description="Không bắt buộc" autosize minRows={2} />
            <div>
              <Checkbox label="Đã đối chiếu biên bản" defaultChecked />
              <Radio label="Cùng vụ việc" name="case" mt="sm" defaultChecked />
              <Radio label="Khác vụ việc" name="case" mt="sm" />
            </div>
          </div>
        </div>
      </Panel>
    )
  },
}
