import type { RuleSet } from '../rule-set.ts'
import { practice } from './2025-08-30-sources.ts'

/** The part of G3 that no evaluation reads: steps, deciders, calendar, forms and reports. Layouts are templates. */
export const procedure20250830 = {
  procedure: {
    steps: [
      { vi: 'tự đánh giá, xếp loại', en: 'self-assessment' },
      { vi: 'thẩm định và đề xuất', en: 'appraisal and proposal' },
      { vi: 'cấp có thẩm quyền quyết định', en: 'decision of the competent body' },
    ],
    source: { document: '124-QĐ/TW', provision: 'Điều 11 (áp dụng tiếp)', confidence: 'M' },
  },
  deciders: [
    {
      subjects: ['MEMBER_2A', 'MEMBER_2C'],
      vi: 'đảng ủy, chi ủy cơ sở (ban thường vụ khi được ủy quyền)',
      en: 'grassroots committee or grassroots cell committee (standing committee when delegated)',
      source: practice('thẩm quyền xếp loại đảng viên'),
    },
    {
      subjects: ['LEADER'],
      vi: 'cấp quản lý cán bộ theo phân cấp',
      en: 'the level that manages the cadre',
      source: practice('thẩm quyền xếp loại cán bộ', 'M'),
    },
    {
      subjects: ['CHI_BO', 'DB_BO_PHAN', 'DB_TRUC_THUOC_CO_SO'],
      vi: 'đảng ủy cơ sở',
      en: 'grassroots committee',
      source: { document: '43-HD/BTCTW', provision: 'thẩm quyền xếp loại tổ chức', confidence: 'S' },
    },
    {
      subjects: ['CB_CO_SO', 'DB_CO_SO'],
      vi: 'ban thường vụ cấp ủy cấp trên trực tiếp',
      en: 'standing committee of the direct superior',
      source: { document: '43-HD/BTCTW', provision: 'thẩm quyền xếp loại tổ chức', confidence: 'S' },
    },
    {
      subjects: ['DB_DIRECT'],
      vi: 'Ban Thường vụ Thành ủy',
      en: 'Standing Committee of the City Party Committee',
      source: { document: '43-HD/BTCTW', provision: 'thẩm quyền xếp loại tổ chức', confidence: 'S' },
    },
  ],
  calendar: {
    rows: [
      { code: 'openAt', from: '11-01', to: '11-01', yearOffset: 0 },
      { code: 'memberAndCellWindow', from: '11-15', to: '12-10', yearOffset: 0 },
      { code: 'basicDecisionDue', from: '12-10', to: '12-20', yearOffset: 0 },
      { code: 'superiorProposalDue', from: '12-25', to: '12-31', yearOffset: 0 },
      { code: 'superiorDecisionDue', from: '01-31', to: '01-31', yearOffset: 1 },
      { code: 'reportToCentralDue', from: '02-28', to: '02-28', yearOffset: 1 },
    ],
    shiftToNextWorkingDay: true,
    source: practice('lịch giả định cho năm 2026, thay khi có công văn cuối năm', 'M'),
  },
  forms: [
    {
      id: 'Mẫu 01',
      vi: 'Báo cáo kiểm điểm (tập thể)',
      en: 'Review report (collective)',
      subjects: ['COLLECTIVE'],
      source: { document: '43-HD/BTCTW', provision: 'Mẫu 01', confidence: 'S' },
    },
    {
      id: 'Mẫu 2A-HD KĐ.ĐG 2025',
      vi: 'Bản kiểm điểm (không giữ chức vụ lãnh đạo, quản lý)',
      en: 'Self-review (no leading post)',
      subjects: ['MEMBER_2A'],
      // Known partly second-hand [S], partly from memory: the weaker mark is kept.
      source: { document: '43-HD/BTCTW', provision: 'Mẫu 2A', confidence: 'M' },
    },
    {
      id: 'Mẫu 2B-HD KĐ.ĐG 2025',
      vi: 'Bản kiểm điểm (giữ chức vụ lãnh đạo, quản lý)',
      en: 'Self-review (leading post)',
      subjects: ['LEADER'],
      source: { document: '43-HD/BTCTW', provision: 'Mẫu 2B', confidence: 'M' },
    },
    {
      id: 'Mẫu 2C-HD KĐ.ĐG 2025',
      vi: 'Bản kiểm điểm (đảng viên không làm việc trong hệ thống chính trị)',
      en: 'Self-review (outside the political system)',
      subjects: ['MEMBER_2C'],
      source: { document: '43-HD/BTCTW', provision: 'Mẫu 2C', confidence: 'T' },
    },
  ],
  reports: [
    ['B1', 'TCCSĐ theo loại hình, lĩnh vực và mức', 'Grassroots organizations by type, sector and level'],
    ['B2', 'Đảng bộ bộ phận, chi bộ trực thuộc theo mức', 'Sectional organizations and cells by level'],
    ['B3', 'Đảng viên: tổng số, miễn, không xếp loại, theo mức', 'Members: total, exempt, not rated, by level'],
    ['B4', 'Tập thể, cá nhân theo phân cấp quản lý cán bộ', 'Collectives and leaders by managing level'],
    ['B5', 'Danh sách KHT kèm lý do', 'List of KHT with reasons'],
    ['B6', 'Danh sách XS', 'List of XS'],
    ['B7', 'So với năm trước', 'Against the previous year'],
    ['B8', 'Kiểm tra tỷ lệ XS theo nhóm', 'Quota check per group'],
  ].map(([code = '', vi = '', en = '']) => ({ code, vi, en, source: practice('biểu báo cáo', 'M') })),
} as const satisfies Pick<RuleSet, 'procedure' | 'deciders' | 'calendar' | 'forms' | 'reports'>
