/** Words of the list on paper, which is always in Vietnamese; the screens have theirs in the messages. */
export const paperLabels: Readonly<Record<'states' | 'events', Readonly<Record<string, string>>>> = {
  states: {
    'needs-attention': 'đang theo dõi',
    'needs-consolidation': 'chờ kế hoạch củng cố',
    'plan-pending': 'kế hoạch chờ phê duyệt',
    consolidating: 'đang củng cố',
    'awaiting-review': 'chờ kết luận xem xét',
  },
  events: {
    list: 'Đưa vào danh sách',
    relist: 'Tái diễn, đưa lại vào danh sách',
    raise: 'Nâng mức',
    'approve-plan': 'Phê duyệt kế hoạch',
    'not-passed': 'Chưa đạt, tiếp tục',
    remove: 'Đưa ra khỏi danh sách',
    'hand-over': 'Bàn giao thẩm quyền',
  },
}
