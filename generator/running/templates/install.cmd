@echo off
rem On a Windows machine without internet: install.cmd [folder, .venv if none is given]
rem Every wheel is held against its digest in requirements.txt.
set venv=%~1
if "%venv%"=="" set venv=.venv
py -3 -m venv "%venv%" || exit /b 1
"%venv%\Scripts\python.exe" -m pip install --no-index --find-links "%~dp0wheels" --require-hashes --requirement "%~dp0requirements.txt" || exit /b 1
"%venv%\Scripts\jixiao.exe" doctor
