# Windows PowerShell 5.1 runs on .NET Framework and takes the netstandard2.0 build; PowerShell 7 takes the other one.
# Plain on purpose: member access and .NET calls are compiled at their first use, and that would cost more than the import itself.
if ($PSEdition -eq 'Core') {
    Import-Module "$PSScriptRoot/bin/net8.0/Bitrix24.Imbot.dll"
} else {
    Import-Module "$PSScriptRoot/bin/netstandard2.0/Bitrix24.Imbot.dll"
}
