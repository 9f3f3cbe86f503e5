#!/bin/sh
echo 'Please log in at https://login.example.test with code SECRETCODE1'
