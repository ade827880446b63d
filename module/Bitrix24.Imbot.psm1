# bin/Core is for PowerShell 7, bin/Desktop for Windows PowerShell 5.1. A single line on purpose: a condition would take longer than the import.
Import-Module "$PSScriptRoot/bin/$PSEdition/Bitrix24.Imbot.dll"

# Not in the manifest, where importing a second copy of the module in a session would be an error because the types exist.
Update-TypeData -AppendPath "$PSScriptRoot/Bitrix24.Imbot.Types.ps1xml" -ErrorAction Ignore
