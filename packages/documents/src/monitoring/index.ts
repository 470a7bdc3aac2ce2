export { type BacktestReport, type BacktestReportLine, backtestReport } from './backtest-report.ts'
export { writeBacktest } from './backtest-workbook.ts'
export { type MeetingPaper, meetingPaper } from './meeting-paper.ts'
