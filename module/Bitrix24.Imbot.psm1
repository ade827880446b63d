# bin/Core is for PowerShell 7, bin/Desktop for Windows PowerShell 5.1. One line on purpose: a condition would cost more time than the import itself.
Import-Module "$PSScriptRoot/bin/$PSEdition/Bitrix24.Imbot.dll"

# Not by the manifest, where a second copy of the module in one session would be an error: its types are those of the first one.
Update-TypeData -AppendPath "$PSScriptRoot/Bitrix24.Imbot.Types.ps1xml" -ErrorAction Ignore
