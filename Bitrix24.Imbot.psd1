@{
    RootModule             = 'module/Bitrix24.Imbot.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = '7c2f6b0e-4a57-4b1e-9c3d-5c1f0b24a9e1'
    Author                 = 'Bitrix24.Imbot contributors'
    CompanyName            = 'Bitrix24.Imbot contributors'
    Copyright              = '(c) Bitrix24.Imbot contributors'
    Description            = 'Drive Bitrix24 chat bots (imbot.v2, im.v2) from PowerShell: connect once by incoming webhook or OAuth, then send messages and manage bots with one set of cmdlets.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('module/Bitrix24.Imbot.Format.ps1xml')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @('Send-B24BotTyping')
    CmdletsToExport        = @(
        'Add-B24BotChatManager',
        'Add-B24BotChatUser',
        'Add-B24BotReaction',
        'Confirm-B24BotEvent',
        'Confirm-B24BotMessageRead',
        'Connect-B24OAuth',
        'Connect-B24Profile',
        'Connect-B24Webhook',
        'ConvertFrom-B24Event',
        'ConvertTo-B24Attachment',
        'ConvertTo-B24BBCode',
        'Disable-B24BotTextField',
        'Disconnect-B24Session',
        'Enable-B24BotTextField',
        'Exit-B24BotChat',
        'Get-B24ApiRevision',
        'Get-B24Bot',
        'Get-B24BotAudit',
        'Get-B24BotChat',
        'Get-B24BotChatUser',
        'Get-B24BotCommand',
        'Get-B24BotEvent',
        'Get-B24BotMessage',
        'Get-B24BotMessageContext',
        'Get-B24Permission',
        'Get-B24Profile',
        'Get-B24Session',
        'Get-B24User',
        'Get-B24UserEvent',
        'Invoke-B24Batch',
        'Invoke-B24Method',
        'New-B24Attachment',
        'New-B24AttachmentBlock',
        'New-B24BotChat',
        'New-B24Keyboard',
        'New-B24KeyboardButton',
        'Register-B24Bot',
        'Register-B24BotCommand',
        'Register-B24UserEvent',
        'Remove-B24BotChatManager',
        'Remove-B24BotChatUser',
        'Remove-B24BotMessage',
        'Remove-B24BotReaction',
        'Remove-B24Profile',
        'Request-B24BotReply',
        'Save-B24BotFile',
        'Save-B24UserFile',
        'Send-B24BotCommandAnswer',
        'Send-B24BotContext',
        'Send-B24BotFile',
        'Send-B24BotInputAction',
        'Send-B24BotMessage',
        'Send-B24Notification',
        'Send-B24UserFile',
        'Set-B24Bot',
        'Set-B24BotChat',
        'Set-B24BotCommand',
        'Set-B24BotMessage',
        'Set-B24Session',
        'Start-B24Bot',
        'Test-B24Session',
        'Unregister-B24Bot',
        'Unregister-B24BotCommand',
        'Unregister-B24UserEvent',
        'Update-B24Token',
        'Watch-B24BotEvent'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('Bitrix24', 'Chatbot', 'Bot', 'Messenger', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = '0.1.0: the first release. See CHANGELOG.md in the package.'
        }
    }
}
