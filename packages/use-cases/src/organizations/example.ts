import { Readable } from 'node:stream'
import { type HanoiFile, hanoiFiles } from '@nq15/domain/organizations'

/** Two old communes of one district; the new 00004 takes one whole and a part of the other, as in Hà Nội. */
export const exampleHanoiTexts: Readonly<Record<string, string>> = {
  [hanoiFiles.districts]: 'code,name\n001,Quận Ba Đình\n',
  [hanoiFiles.communesBefore]:
    'code,name,district_code,district_name\n00004,Phường Trúc Bạch,001,Quận Ba Đình\n00013,Phường Quán Thánh,001,Quận Ba Đình\n',
  [hanoiFiles.communesSince]:
    'code,name,kind,area_km2,main_former_district\n00004,Phường Ba Đình,Phường,2.97,Quận Ba Đình\n00008,Phường Ngọc Hà,Phường,2.68,Quận Ba Đình\n',
  [hanoiFiles.successions]:
    'new_code,new_name,old_code,old_name,old_district,old_unit_split_between\n00004,Phường Ba Đình,00004,Phường Trúc Bạch,Quận Ba Đình,1\n00004,Phường Ba Đình,00013,Phường Quán Thánh,Quận Ba Đình,2\n00008,Phường Ngọc Hà,00013,Phường Quán Thánh,Quận Ba Đình,2\n',
  [hanoiFiles.tiles]: 'code,name,column,row\n00004,Phường Ba Đình,9,4\n00008,Phường Ngọc Hà,8,4\n',
}

/** Opens the little files in the place of Hà Nội's. */
export const exampleHanoiFiles = async (file: HanoiFile): Promise<Readable | null> => {
  const text = exampleHanoiTexts[file]
  return text === undefined ? null : Readable.from([text])
}
